// RUN: %check %s async-blocking-wait %t -- -isystem %standins

// Where a function that waits stays one, because of what meets in it.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <string>

cppcoro::task<int> answer();
folly::coro::Task<int> number();
template <typename T> cppcoro::task<T> made(T Value);
void use(int);

// --- Two libraries --------------------------------------------------------

static int both() {
  return cppcoro::sync_wait(answer()) + folly::coro::blockingWait(number());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: it waits for two libraries
  // CHECK-NOTES: :[[@LINE-3]]:41: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-4]]:41: note: not fixed: it waits for two libraries
}

static int ofTheOne() { return cppcoro::sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:32: note: not fixed: the waits of two libraries meet in 'ofTheOther'
static int ofTheOther() { return folly::coro::blockingWait(number()) + ofTheOne(); }
// CHECK-NOTES: :[[@LINE-1]]:34: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:34: note: not fixed: the waits of two libraries meet in 'ofTheOther'

// --- Templates -------------------------------------------------------------

template <typename T> static T dependent(T Value) {
  return cppcoro::sync_wait(made(Value));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: it depends on a template parameter
}

static int overloaded(int Value) { return cppcoro::sync_wait(answer()) + Value; }
// CHECK-NOTES: :[[@LINE-1]]:43: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:43: note: not fixed: a template may call it
static int overloaded(const char *) { return 0; }
template <typename T> int callsAny(T Value) { return overloaded(Value); }

// --- Who calls it ----------------------------------------------------------

static int inLambda() { return cppcoro::sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-FIXES: static cppcoro::task<int> inLambda() { co_return co_await answer(); }
void starts() {
  auto Coroutine = []() -> cppcoro::task<> {
    use(inLambda());
    // CHECK-NOTES: :[[@LINE-1]]:9: note: 'inLambda' is called by a coroutine here
    // CHECK-FIXES: use(co_await inLambda());
    co_return;
  };
  use(sizeof(Coroutine));
}

cppcoro::task<> run() {
  use(both() + ofTheOther() + ofTheOne() + dependent(1) + overloaded(1));
  // CHECK-NOTES: :[[@LINE-1]]:7: note: 'both' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-2]]:7: note: 'both' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:31: note: 'ofTheOne' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-4]]:16: note: 'ofTheOther' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-5]]:44: note: 'dependent' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-6]]:59: note: 'overloaded' is called by the coroutine 'run' here
  co_return;
}

// Every other way: what is called in one file only becomes a coroutine.
static int plain() { return cppcoro::sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-FIXES: static cppcoro::task<int> plain() { co_return co_await answer(); }
cppcoro::task<> runPlain() {
  use(plain());
  // CHECK-NOTES: :[[@LINE-1]]:7: note: 'plain' is called by the coroutine 'runPlain' here
  // CHECK-FIXES: use(co_await plain());
  co_return;
}
