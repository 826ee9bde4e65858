// RUN: %check %s async-detached-coroutine %t -- -I%standins
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I%standins
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -I%standins
#include <async_simple/coro/Lazy.h>

using async_simple::Executor;
using async_simple::Try;
using async_simple::coro::Lazy;

Lazy<void> save(int Id);
Lazy<int> load(int Id);
void log() noexcept;
bool done() noexcept;
void report_failure(std::exception_ptr Failure);

void start(Executor *Pool) {
  save(1).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an exception that leaves 'save' is lost, if 'save' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:11: note: the callback throws it, out of what runs the coroutine
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: look at the callback's 'Try', which holds the exception, or 'co_await' the task
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:11: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: save(1).start([](auto &&result) { result.value(); });
  // CHECK-FIXES-OPTION: save(1).start([](auto &&result) { if (result.hasError()) report_failure(result.getException()); });
  load(1).via(Pool).start([](Try<int>) { log(); });
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:21: warning: an exception that leaves 'load' is lost
  // CHECK-FIXES-NOTES: load(1).via(Pool).start([](Try<int> result) { log(); result.value(); });
  // CHECK-FIXES-OPTION: load(1).via(Pool).start([](Try<int> result) { log(); if (result.hasError()) report_failure(result.getException()); });
  save(2).via(Pool).start([](auto &&Result) { log(); });
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:21: warning: an exception that leaves 'save' is lost
  // CHECK-FIXES-NOTES: save(2).via(Pool).start([](auto &&Result) { log(); Result.value(); });
  // CHECK-FIXES-OPTION: save(2).via(Pool).start([](auto &&Result) { log(); if (Result.hasError()) report_failure(Result.getException()); });
}
Lazy<void> renew() { co_await save(1); }
void over_lines() {
  renew().start([](auto &&) {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an exception that leaves 'renew' is lost
    // CHECK-FIXES-NOTES: renew().start([](auto &&result) {
    // CHECK-FIXES-OPTION: renew().start([](auto &&result) {
  });
  // CHECK-FIXES-NOTES: result.value();
  // CHECK-FIXES-OPTION: if (result.hasError()) report_failure(result.getException());
}
// The rest of the callback would not run.
Lazy<void> refresh() { co_await save(1); }
void leaves() {
  refresh().start([](Try<void>) {
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'refresh' is lost
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: the callback returns before its end
    if (done())
      return;
    log();
  });
}

Lazy<void> careful() {
  try {
    co_await save(1);
  } catch (...) {
    log();
  }
}
// Silent: somebody looks, or there is nothing to see.
void looks(Executor *Pool) {
  save(1).start([](auto &&Result) {
    if (Result.hasError())
      log();
  });
  save(2).via(Pool).start([](Try<void> Result) { Result.value(); });
  careful().start([](auto &&) {});
  careful().via(Pool).start([](auto &&) {});
  auto Callback = [](auto &&Result) { Result.value(); };
  save(3).start(Callback);
}

async_simple::coro::detail::DetachedCoroutine root() {
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: an exception that leaves 'root' terminates the program, unless the event loop catches it
  // CHECK-MESSAGES: :[[@LINE-2]]:47: note: not fixed: nothing here calls it
  // CHECK-MESSAGES: :[[@LINE-3]]:47: note: return 'async_simple::coro::Lazy<>', and await it in every caller
  co_await save(1);
}
