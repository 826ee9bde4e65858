// RUN: %check %s async-blocking-wait %t -- -isystem %standins

// A time limit that throws has an awaiting form.

#include <chrono>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

using namespace std::chrono_literals;

folly::SemiFuture<int> later();
folly::Future<int> soon();
void use(int);

folly::coro::Task<int> limited(folly::SemiFuture<int> Given) {
  use(std::move(Given).get(5s));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of this coroutine until the 'folly::SemiFuture<int>' is complete or the time is up [async-blocking-wait]
  // CHECK-FIXES: use(co_await std::move(Given).within(5s));
  int Sum = 1 + soon().get(100ms) * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks
  // CHECK-FIXES: int Sum = 1 + co_await soon().within(100ms) * 2;
  co_return Sum + later().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks
  // CHECK-FIXES: co_return Sum + co_await later();
}
