// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins
// What has no awaiting form, other threads do.

#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <cstdlib>
#include <mutex>
#include <thread>


folly::coro::Task<void> joins(folly::CPUThreadPoolExecutor &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await folly::via(&Pool, [&] { Thread.join(); });
  co_return;
}
folly::coro::Task<void> runs(folly::CPUThreadPoolExecutor &Pool, bool Clean) {
  int Status = Clean ? 0 : std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: int Status = Clean ? 0 : co_await folly::via(&Pool, [&] { return std::system("make"); });
  (void)Status;
  co_return;
}

// Threads own locks.
folly::coro::Task<void> locked(folly::CPUThreadPoolExecutor &Pool, std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
