// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <folly/coro/Task.h>

folly::coro::Task<folly::coro::Task<int>> prepare();
folly::coro::Task<folly::SemiFuture<int>> launch();
folly::coro::Task<void> twoSteps() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another future here, which is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await co_await launch();
  auto Running = co_await launch();
  co_await std::move(Running);
}
