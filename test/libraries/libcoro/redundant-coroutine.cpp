// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <coro/coro.hpp>
#include <string>

coro::task<int> load(int Id);
coro::task<int> find(const std::string &Name);
coro::task<void> save(int Id);

coro::task<int> passedOn(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'passedOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await load(Id);
  // CHECK-FIXES: return load(Id);
}
coro::task<void> last(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'last' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_await save(Id);
  // CHECK-FIXES: return save(Id);
}

// --- Silent ------------------------------------------------------------------

coro::task<int> ofItsOwn(std::string Name) { co_return co_await find(Name); }
coro::task<void> handles(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

coro::task<void> hops(coro::thread_pool &Pool, int Id) {
  co_await Pool.schedule();
  co_await save(Id);
}
coro::task<void> locked(coro::mutex &Mutex, int Id) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await save(Id);
}
// Nothing makes a task that is complete.
coro::task<int> answer() { co_return 42; }
