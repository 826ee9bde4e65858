// RUN: %check %s async-blocking-wait %t -fix-notes \
// RUN:     -config="{CheckOptions: {async-blocking-wait.OfferNolint: always}}" \
// RUN:     -- -isystem %standins -pthread

// What has no fix may be kept, with a comment that says so.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <string>

using cppcoro::sync_wait;

cppcoro::task<int> answer();
void use(int, const char * = "");

int visible() {
  // CHECK-FIXES: int visible() {
  // CHECK-FIXES-NEXT: // NOLINTNEXTLINE(async-blocking-wait): synchronous bridge, to be made async
  // CHECK-FIXES-NEXT: return sync_wait(answer());
  return sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'visible' can be called from other files
  // CHECK-NOTES: :[[@LINE-3]]:10: note: keep it, as a synchronous bridge
}

// A fix is better.
cppcoro::task<int> fixed() {
  co_return sync_wait(answer());
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_return co_await answer();
}

// The line begins in a string, where no comment can stand.
void raw() {
  use(0, R"(
)"), use(sync_wait(answer()));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'raw' can be called from other files
}
