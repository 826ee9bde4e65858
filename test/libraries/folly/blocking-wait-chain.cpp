// RUN: %check %s async-blocking-wait %t -- -isystem %standins

#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

folly::coro::Task<folly::SemiFuture<int>> begin();

// A chain that starts with a function object is one fix, too.
folly::coro::Task<int> chain() {
  int Value = folly::coro::blockingWait(begin()).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'blockingWait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:50: warning: 'get' blocks
  // CHECK-FIXES: int Value = co_await co_await begin();
  co_return Value;
}
