// RUN: %check %s async-detached-coroutine %t -- -I%standins
#include <async_simple/coro/Lazy.h>

using async_simple::Executor;
using async_simple::Try;
using async_simple::coro::Lazy;

Lazy<void> save(int Id);
Lazy<int> load(int Id);
void log() noexcept;

void start(Executor *Pool) {
  save(1).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an exception that leaves 'save' is lost, if 'save' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: look at the callback's 'Try', which holds the exception, or 'co_await' the task
  load(1).via(Pool).start([](Try<int>) { log(); });
  save(2).via(Pool).start([](auto &&Result) { log(); });
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
