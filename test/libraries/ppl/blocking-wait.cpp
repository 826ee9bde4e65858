// RUN: %check %s async-blocking-wait %t -- -isystem %standins -Wno-unused

#include <pplawait.h>
#include <pplx/pplxtasks.h>

using concurrency::task;

task<int> load(int Id);
task<void> save(int Id);
pplx::task<int> fetch(int Id);

task<int> waits(int Id) {
  save(Id).get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'Concurrency::task<void>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await save(Id);
  save(Id).wait();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread of this coroutine until the 'Concurrency::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'wait' gives the status of a task that was canceled, where 'co_await' throws
  if (save(Id).wait() == concurrency::canceled)
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'wait' blocks the thread of this coroutine until the 'Concurrency::task<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: 'wait' gives the status of a task that was canceled, where 'co_await' throws
    co_return 0;
  co_return load(Id).get() + 1;
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of this coroutine until the 'Concurrency::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(Id) + 1;
}
// Where they are not PPL's own, nothing awaits them.
task<int> waitsForOthers(int Id) { co_return fetch(Id).get(); }
// CHECK-NOTES: :[[@LINE-1]]:56: warning: 'get' blocks the thread of this coroutine until the 'pplx::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE-2]]:56: note: not fixed: this coroutine's promise does not accept 'pplx::task<int>'

// --- Silent ------------------------------------------------------------------

task<int> awaits(int Id) {
  co_await save(Id);
  task<int> Task = load(Id);
  co_return co_await Task + Task.get();
}
task<int> asks(int Id) {
  task<int> Task = load(Id);
  co_return Task.is_done() ? Task.get() : 0;
}
// How a continuation sees what its task threw.
task<int> continues(int Id) {
  co_return co_await load(Id).then([](task<int> Done) { return Done.get(); });
}
task<int> ready() { co_return concurrency::task_from_result(1).get(); }
// Programs without coroutines wait in plain functions.
int plain(int Id) { return load(Id).get() + fetch(Id).get(); }
// Somebody has to wait.
int main() { return load(1).get(); }
