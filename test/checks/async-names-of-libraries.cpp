// RUN: %check %s async-redundant-coroutine %t -fix-notes -- -isystem %standins
// RUN: %check %s async-blocking-call %t -check-suffixes=CALL -- -isystem %standins

// A namespace of the program has the name of the library's, or an alias for it.

#include <chrono>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <thread>

namespace app {
namespace seastar {
struct metrics {};
} // namespace seastar

::seastar::future<int> version(bool Old) {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'version' is a coroutine that never suspends [async-redundant-coroutine]
  if (Old)
    co_return 1;
    // CHECK-FIXES: return ::seastar::make_ready_future<int>(1);
  co_return 2;
  // CHECK-FIXES: return ::seastar::make_ready_future<int>(2);
}
::seastar::future<> rests() {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'rests' is a coroutine that never suspends [async-redundant-coroutine]
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  // CHECK-MESSAGES-CALL: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES-CALL: co_await ::seastar::sleep(std::chrono::milliseconds(10));
  co_return;
  // CHECK-FIXES: return ::seastar::make_ready_future<>();
}
} // namespace app

namespace brief {
namespace ss = ::seastar;
ss::future<int> version() {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'version' is a coroutine that never suspends [async-redundant-coroutine]
  co_return 1;
  // CHECK-FIXES: return ss::make_ready_future<int>(1);
}
struct server {
  struct ss {};
  ::seastar::future<int> version() {
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'version' is a coroutine that never suspends [async-redundant-coroutine]
    co_return 1;
    // CHECK-FIXES: return seastar::make_ready_future<int>(1);
  }
};
} // namespace brief

namespace other {
seastar::future<int> version() {
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'version' is a coroutine that never suspends [async-redundant-coroutine]
  co_return 1;
  // CHECK-FIXES: return seastar::make_ready_future<int>(1);
}
} // namespace other
