// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <folly/Try.h>
#include <utility>

using folly::coro::Task;

Task<int> load(int Id);
void log();
Task<void> careful() {
  try {
    co_await load(1);
  } catch (...) {
    log();
  }
}

void starts(folly::Executor::KeepAlive<> Executor) {
  co_withExecutor(Executor, load(1)).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: an exception that leaves 'load' is lost, if 'load' lets one out: its body was not seen [async-detached-coroutine]
}

// --- Silent ------------------------------------------------------------------

folly::SemiFuture<int> keeps(folly::Executor::KeepAlive<> Executor) {
  return co_withExecutor(Executor, load(1)).start();
}
void caught(folly::Executor::KeepAlive<> Executor) {
  co_withExecutor(Executor, careful()).start([](auto &&) {});
}
void looks(folly::Executor::KeepAlive<> Executor, folly::coro::AsyncScope &Scope) {
  co_withExecutor(Executor, load(1)).start([](folly::Try<int> &&Loaded) {
    if (Loaded.hasException())
      log();
  });
  Scope.add(co_withExecutor(Executor, careful()));
}
