// RUN: %check %s async-blocking-wait,async-dangling-task %t \
// RUN:     -- -isystem %standins -pthread

// Edits for several findings stand on one of them. Where a NOLINT hides that
// one, another has them, or says why there are none.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <string>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> answer();
task<int> find(const std::string &Name);
[[gnu::pure]] std::string name();

static int kept() {
  int First = sync_wait(answer()); // NOLINT(async-blocking-wait): a bridge
  return First + sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'kept' is called by the coroutine 'caller' here
  // CHECK-NOTES: :[[@LINE-3]]:18: note: not fixed: a NOLINT keeps a wait in 'kept'
}
task<int> caller() { co_return kept(); }

// Of another check, or of another line.
static int converted() {
  int First = sync_wait(answer()); // NOLINT(bugprone-*)
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'converted' is called by the coroutine 'caller_of_another' here
  // CHECK-FIXES: static cppcoro::task<int> converted() {
  // CHECK-FIXES-NEXT: int First = co_await answer(); // NOLINT(bugprone-*)
  return First + sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'converted' is called by the coroutine 'caller_of_another' here
  // CHECK-NOTES: :[[@LINE-3]]:18: note: fixed together with the first wait in 'converted'
  // CHECK-FIXES: co_return First + co_await answer();
}
task<int> caller_of_another() { co_return converted(); }
// CHECK-FIXES: task<int> caller_of_another() { co_return co_await converted(); }

// A function of two waits, one hidden by a block.
// NOLINTBEGIN(async-*)
static int hidden() { return sync_wait(answer()); }
// NOLINTEND(async-*)
static int beside() { return hidden() + sync_wait(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:41: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'beside' is called by the coroutine 'caller_of_two' here
// CHECK-FIXES: static cppcoro::task<int> beside() { co_return hidden() + co_await answer(); }
task<int> caller_of_two() { co_return beside(); }
// CHECK-FIXES: task<int> caller_of_two() { co_return co_await beside(); }

task<int> returned(bool Long) {
  std::string Name = name();
  if (Long)
    return find(Name + Name); // NOLINT
  return find(Name);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'find' is only declared here; if it is no coroutine and keeps nothing, '{{\[\[}}clang::coro_wrapper]]' says so
  // CHECK-FIXES: co_return co_await find(Name + Name); // NOLINT
  // CHECK-FIXES-NEXT: co_return co_await find(Name);
}
