// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <async_simple/Future.h>
// CHECK-FIXES: #include <async_simple/coro/FutureAwaiter.h>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/SyncAwait.h>
#include <utility>

using async_simple::coro::Lazy;
using async_simple::coro::syncAwait;
Lazy<> lazy();

Lazy<> lazies(async_simple::Executor *Executor) {
  syncAwait(lazy());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread of this coroutine until the 'async_simple::coro::Lazy<>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await lazy();
  syncAwait(lazy(), Executor);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread of this coroutine until the 'async_simple::coro::Lazy<>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this form of 'syncAwait' does more than wait
  co_await lazy();
}
static void viaLazy() { syncAwait(lazy()); }
// CHECK-NOTES: :[[@LINE-1]]:25: warning: 'syncAwait' blocks the thread of a coroutine until the 'async_simple::coro::Lazy<>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE+3]]:3: note: 'viaLazy' is called by the coroutine 'callsIt' here
// CHECK-FIXES: static async_simple::coro::Lazy<> viaLazy() { co_await lazy(); }
Lazy<> callsIt() {
  viaLazy();
  // CHECK-FIXES: co_await viaLazy();
  co_return;
}

Lazy<int> futures(async_simple::Future<int> Future, async_simple::Future<int> Other) {
  Other.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the 'async_simple::Future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: 'wait' does not throw, and 'co_await' would
  co_return std::move(Future).get();
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'get' blocks the thread of this coroutine until the 'async_simple::Future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await std::move(Future);
}
Lazy<int> asks(async_simple::Future<int> Future) {
  co_return Future.hasResult() ? std::move(Future).get() : 0;
}

// Somebody has to wait.
int main() { syncAwait(lazy()); }
