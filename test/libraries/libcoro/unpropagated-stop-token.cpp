// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

#include <coro/condition_variable.hpp>
#include <coro/coro.hpp>
#include <stop_token>

coro::task<> fetch(int Id, std::stop_token Token = {});
void log(bool);

coro::task<> tested(coro::condition_variable &Ready, coro::mutex &Mutex,
                    std::stop_token Token, bool &Done) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await Ready.wait(Lock, [&] { return Done; });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: co_await Ready.wait(Lock, Token, [&] { return Done; });
  if (!Done)
    co_return;
  co_await fetch(1, Token);
}
coro::task<> notTested(coro::condition_variable &Ready, coro::mutex &Mutex,
                       std::stop_token Token, bool &Done) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await Ready.wait(Lock, [&] { return Done; });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a stopped wait returns with its condition false
  // CHECK-FIXES-NOTES: co_await Ready.wait(Lock, Token, [&] { return Done; });
}
coro::task<> defaulted(std::stop_token Token) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get
  // CHECK-FIXES: co_await fetch(1, Token);
}
coro::task<> given(coro::condition_variable &Ready, coro::mutex &Mutex,
                   std::stop_token Token, bool &Done) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await Ready.wait(Lock, Token, [&] { return Done; });
}
coro::task<> noPredicate(coro::condition_variable &Ready, coro::mutex &Mutex,
                         std::stop_token Token) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await Ready.wait(Lock);
  log(Token.stop_requested());
}
// A source says whom to ask, not when to stop.
coro::task<> any(std::stop_token Token) {
  co_await coro::when_any(fetch(1, Token), fetch(2, Token));
}
coro::task<> started(coro::condition_variable &Ready, coro::mutex &Mutex,
                     std::stop_token Token, bool &Done) {
  auto Lock = co_await Mutex.scoped_lock();
  auto Waiting = Ready.wait(Lock, [&] { return Done; });
  co_await Waiting;
  log(Token.stop_requested());
}
