// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <coro/coro.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <folly/Function.h>
#include <folly/coro/Task.h>
#include <functional>
#include <seastar/core/future.hh>
#include <seastar/util/noncopyable_function.hh>
#include <thread>
#include <vector>

namespace libcoro {
coro::task<> save();
coro::task<> saveNumber(int);
coro::task<> dropped(std::vector<int> Ids) {
  std::thread Worker(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'save' returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: not fixed: a thread can wait for the task, with 'coro::sync_wait'
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by 'std::function<void ()>'
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable that starts the task, with 'coro::task_group::start'
  std::for_each(Ids.begin(), Ids.end(), saveNumber);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'saveNumber' returns is dropped by 'std::for_each'
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await saveNumber(element);
  Worker.join();
  co_return;
}
void kept() {
  std::thread([] { coro::sync_wait(save()); }).detach();
  std::thread([] { cppcoro::sync_wait([]() -> cppcoro::task<> { co_return; }()); }).detach();
}
} // namespace libcoro

namespace facebook {
folly::coro::Task<void> save();
void dropped() {
  folly::Function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the task that 'save' returns is dropped by 'folly::Function<void ()>', so it never runs
  folly::Function<folly::coro::Task<void>()> Kept = save;
}
} // namespace facebook

namespace sea {
seastar::future<> flush();
void dropped() {
  seastar::noncopyable_function<void()> Callback = [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: the task that this lambda returns is dropped by 'seastar::noncopyable_function<void ()>', so nobody sees its result or its exception
  seastar::noncopyable_function<void()> OnPurpose = [] { (void)flush(); };
  seastar::noncopyable_function<seastar::future<>()> Kept = [] { return flush(); };
}
seastar::future<> chained() {
  return flush().then([] { return flush(); }).finally([] { return flush(); });
}
} // namespace sea
