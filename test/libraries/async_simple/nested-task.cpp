// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <utility>

using async_simple::coro::Lazy;

Lazy<Lazy<int>> prepare();

Lazy<> oneStep() {
  co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
Lazy<> unread() {
  auto Next = co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}

// --- Silent ------------------------------------------------------------------

Lazy<int> twoSteps() { co_return co_await co_await prepare(); }
Lazy<int> later() {
  auto Next = co_await prepare();
  co_return co_await std::move(Next);
}
Lazy<Lazy<int>> handedOn() { co_return co_await prepare(); }
