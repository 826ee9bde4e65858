// RUN: %check %s async-blocking-wait %t -- -I %S/Inputs -isystem %standins

// Where the task type cannot be what a function that waits returns.

static int early();
#include "tasks.h"
#include <folly/futures/Future.h>

using home::task;

template <typename T> T sync_wait(task<T> Task) { return Task.await_resume(); }
struct row {
  int Id;
};
struct other_row {
  int Id, Other;
};
task<int> answer();
task<row> find();
folly::Future<int> number();
void use(int);

static int early() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of a coroutine until the 'home::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:29: note: not fixed: 'home::task' is not declared at '{{.*}}'
static int ofNoCoroutines() { return number().get(); }
// CHECK-NOTES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of a coroutine until the 'folly::Future<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:47: note: not fixed: 'folly::coro::Task' is not declared here
static other_row neverSeen() { return other_row{sync_wait(answer()), 1}; }
// CHECK-NOTES: :[[@LINE-1]]:49: warning: 'sync_wait' blocks the thread of a coroutine until the 'home::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:49: note: not fixed: nothing here shows that the task type works with 'other_row'

// A number, and what is seen in a task here, have one.
static long otherNumber() { return sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine until the 'home::task<int>' is complete [async-blocking-wait]
static row seen() { return row{sync_wait(answer())}; }
// CHECK-NOTES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread of a coroutine until the 'home::task<int>' is complete [async-blocking-wait]
// CHECK-FIXES: static home::task<long> otherNumber() { co_return co_await answer(); }
// CHECK-FIXES: static home::task<row> seen() { co_return row{co_await answer()}; }

task<> run() {
  use(early() + ofNoCoroutines() + neverSeen().Id + otherNumber() + seen().Id);
  // CHECK-NOTES: :[[@LINE-1]]:7: note: 'early' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-2]]:17: note: 'ofNoCoroutines' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-3]]:36: note: 'neverSeen' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-4]]:53: note: 'otherNumber' is called by the coroutine 'run' here
  // CHECK-NOTES: :[[@LINE-5]]:69: note: 'seen' is called by the coroutine 'run' here
  // CHECK-FIXES: use(early() + ofNoCoroutines() + neverSeen().Id + co_await otherNumber() + (co_await seen()).Id);
  co_await find();
}
