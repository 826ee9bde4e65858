// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread -Wno-unused

#include <unifex/just.hpp>
#include <unifex/sync_wait.hpp>
#include <unifex/task.hpp>

using unifex::task;

task<int> load(int Id);
task<void> save(int Id);

task<int> takes_value(int Id) {
  int First = *unifex::sync_wait(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-FIXES: int First = co_await load(Id);
  int Second = unifex::sync_wait(load(Id)).value();
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-FIXES: int Second = co_await load(Id);
  co_return First + Second;
}

task<void> drops_value(int Id) {
  unifex::sync_wait(save(Id));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<void, false>::type' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await save(Id);
  co_return;
}

task<void> drops_it_in_branches(int Id) {
  if (Id)
    unifex::sync_wait(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<void, false>::type' is complete [async-blocking-wait]
    // CHECK-FIXES: co_await save(Id);
  co_return;
}

task<int> in_its_operand(int Id) {
  co_return *unifex::sync_wait(load(*unifex::sync_wait(load(Id)))) + 1;
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:38: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(co_await load(Id)) + 1;
}

task<int> looks_at_it(int Id) {
  auto Found = unifex::sync_wait(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: its result is empty after a stop, and 'co_await' does not return then
  co_return Found ? *Found : 0;
}

// --- Silent ------------------------------------------------------------------

task<int> awaits(int Id) { co_return co_await load(Id) + 1; }

int main() { return *unifex::sync_wait(load(1)); }
