// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <iostream>
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

// A scope that is joined somewhere keeps it; a callback that does something is left
// alone.
Task<void> fetch(int Id) { co_await load(Id); }
Task<void> clear(int Id) { co_await load(Id); }
class Service {
  folly::coro::AsyncScope Scope;
  void starts(folly::Executor::KeepAlive<> Executor) {
    co_withExecutor(Executor, fetch(1)).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: an exception that leaves 'fetch' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:41: note: what it throws is caught and written to 'std::cerr', and whoever joins 'Scope' waits for it
    // CHECK-FIXES-NOTES: Scope.add(co_withExecutor(Executor, [](auto work) -> folly::coro::Task<> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await std::move(work);
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(fetch(1))));
    // CHECK-FIXES-OPTION: co_withExecutor(Executor, fetch(1)).start([](auto &&result) { if (result.hasException()) report_failure(result.exception().to_exception_ptr()); });
  }
  void starts_with_log(folly::Executor::KeepAlive<> Executor) {
    co_withExecutor(Executor, clear(2)).start([](auto &&) { log(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: an exception that leaves 'clear' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:41: note: the callback throws it, out of what runs the coroutine
    // CHECK-FIXES-NOTES: co_withExecutor(Executor, clear(2)).start([](auto &&result) { log(); result.throwUnlessValue(); });
    // CHECK-FIXES-OPTION: co_withExecutor(Executor, clear(2)).start([](auto &&result) { log(); if (result.hasException()) report_failure(result.exception().to_exception_ptr()); });
  }
};

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
