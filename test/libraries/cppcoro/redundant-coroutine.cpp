// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/async_mutex.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <string>

cppcoro::task<int> load(int Id);
cppcoro::task<int> find(const std::string &Name);
cppcoro::task<> save(int Id);

cppcoro::task<int> passedOn(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'passedOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await load(Id);
  // CHECK-FIXES: return load(Id);
}
cppcoro::task<> last(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'last' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_await save(Id);
  // CHECK-FIXES: return save(Id);
}

// --- Silent ------------------------------------------------------------------

cppcoro::task<int> ofItsOwn(std::string Name) { co_return co_await find(Name); }
cppcoro::task<> handles(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

cppcoro::task<> hops(cppcoro::io_service &Service) {
  co_await Service.schedule();
}
cppcoro::task<> locked(cppcoro::async_mutex &Mutex, int Id) {
  auto Lock = co_await Mutex.scoped_lock_async();
  co_await save(Id);
}
// Another type: shares the result.
cppcoro::shared_task<int> shared(int Id) { co_return co_await load(Id); }
// Nothing makes a task that is complete.
cppcoro::task<int> answer() { co_return 42; }
