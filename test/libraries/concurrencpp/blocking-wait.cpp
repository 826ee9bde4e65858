// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <concurrencpp/concurrencpp.h>

concurrencpp::result<void> result();

concurrencpp::result<void> results(concurrencpp::executor &Executor) {
  co_await result();
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

// Somebody has to wait.
int main() { result().get(); }
