// RUN: %check %s async-blocking-wait %t -fix-notes -- -isystem %standins

// What nobody can await, another thread may wait for.

#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <future>
#include <mutex>

int compute();
std::future<int> later();

folly::coro::Task<int> in_a_pool(folly::CPUThreadPoolExecutor &Pool, std::future<int> Given) {
  int Sum = Given.get();
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:19: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: int Sum = co_await folly::via(&Pool, [&] { return Given.get(); });
  co_return Sum + later().get();
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:27: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_return Sum + co_await folly::via(&Pool, [&] { return later().get(); });
}

// No pool, a lock.
folly::coro::Task<int> nowhere(std::future<int> Given) {
  co_return Given.get();
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:19: note: not fixed: 'std::future<int>' has no awaiter
}
folly::coro::Task<int> locked(folly::CPUThreadPoolExecutor &Pool, std::future<int> Given, std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_return Given.get();
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:19: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
}

// --- Silent --------------------------------------------------------------------

int plain(folly::CPUThreadPoolExecutor &, std::future<int> Given) { return Given.get(); }
