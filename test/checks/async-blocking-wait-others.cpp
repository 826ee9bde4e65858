// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

// The waits of libraries that have nothing else to tell.

#include <async_simple/coro/Lazy.h>
#include <concurrencpp/concurrencpp.h>
#include <drogon/drogon.h>
#include <winrt/Windows.Foundation.h>

//===--- async_simple -----------------------------------------------------===//

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

//===--- concurrencpp -----------------------------------------------------===//

concurrencpp::result<void> result();

concurrencpp::result<void> results(concurrencpp::executor &Executor) {
  result().get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'concurrencpp::result<void>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await result();
  // The coroutine would go on where the work is done.
  Executor.submit([] {}).get();
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of this coroutine until the 'concurrencpp::result<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:26: note: after 'co_await' the coroutine goes on in the executor that runs this
  auto Submitted = Executor.submit([] {});
  Submitted.get();
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'get' blocks the thread of this coroutine until the 'concurrencpp::result<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: after 'co_await' the coroutine goes on in the executor that runs this
  co_return;
}
static void viaExecutor(concurrencpp::executor &Executor) {
  Executor.submit([] {}).get();
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of a coroutine until the 'concurrencpp::result<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'viaExecutor' is called by the coroutine 'callsThem' here
  // CHECK-NOTES: :[[@LINE-3]]:26: note: not fixed: a coroutine would go on in the executor that runs it
}
static void viaResult() { result().get(); }
// CHECK-NOTES: :[[@LINE-1]]:36: warning: 'get' blocks the thread of a coroutine until the 'concurrencpp::result<void>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'viaResult' is called by the coroutine 'callsThem' here
// CHECK-FIXES: static concurrencpp::result<void> viaResult() { co_await result(); }
concurrencpp::result<void> callsThem(concurrencpp::executor &Executor) {
  viaExecutor(Executor);
  viaResult();
  // CHECK-FIXES: co_await viaResult();
  co_return;
}

//===--- C++/WinRT --------------------------------------------------------===//

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction action();

IAsyncAction actions() {
  action().get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'winrt::Windows::Foundation::IAsyncAction' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await action();
  co_await action();
  auto Again = action();
  co_await Again;
  Again.get();
}

// On a thread that may be blocked.
IAsyncAction background() {
  co_await winrt::resume_background();
  action().get();
}

//===--- Drogon -----------------------------------------------------------===//

drogon::Task<> task();

drogon::Task<> tasks() {
  drogon::sync_wait(task());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'drogon::Task<{{(void)?}}>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: co_await task();
  co_await task();
}

int main() {
  syncAwait(lazy());
  result().get();
  action().get();
  drogon::sync_wait(task());
}
