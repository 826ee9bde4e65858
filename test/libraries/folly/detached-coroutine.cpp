// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <folly/Try.h>
#include <utility>

using folly::coro::Task;

Task<int> load(int Id);
void log();
void report_failure(std::exception_ptr Failure);
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
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:38: note: the callback throws it, out of what runs the coroutine
  // CHECK-FIXES-NOTES: co_withExecutor(Executor, load(1)).start([](auto &&result) { result.throwUnlessValue(); });
  // CHECK-FIXES-OPTION: co_withExecutor(Executor, load(1)).start([](auto &&result) { if (result.hasException()) report_failure(result.exception().to_exception_ptr()); });
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
