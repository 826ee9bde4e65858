// RUN: %check %s async-redundant-coroutine %t -- -pthread -isystem %standins
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -pthread -isystem %standins

// Libraries that have a task which is complete from the beginning.

#include <concurrencpp/concurrencpp.h>
#include <pplx/pplxtasks.h>

int compute(int Id);

//===--- concurrencpp -------------------------------------------------------===//

concurrencpp::result<int> counted() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'counted' is a coroutine that never suspends
// CHECK-FIXES: concurrencpp::result<int> counted() { return concurrencpp::make_ready_result<int>(42); }

concurrencpp::result<void> empty() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'empty' is a coroutine that never suspends
// CHECK-FIXES: concurrencpp::result<void> empty() { return concurrencpp::make_ready_result<void>(); }

concurrencpp::result<int> throwing(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'throwing' is a coroutine that never suspends
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: with 'return', an exception leaves 'throwing' itself and is not stored in its task
  co_return compute(Id);
  // CHECK-FIXES-NOTES: return concurrencpp::make_ready_result<int>(compute(Id));
}

concurrencpp::result<int> plain() { return concurrencpp::make_ready_result<int>(1); }
concurrencpp::null_result unawaited() { co_return; }
concurrencpp::result<int> awaits() { co_return 1 + co_await plain(); }

//===--- PPL ----------------------------------------------------------------===//

pplx::task<int> answer() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'answer' is a coroutine that never suspends
// CHECK-FIXES: pplx::task<int> answer() { return pplx::task_from_result<int>(42); }

pplx::task<void> done() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'done' is a coroutine that never suspends
// CHECK-FIXES: pplx::task<void> done() { return pplx::task_from_result(); }

pplx::task<int> passes_on(int Id);
pplx::task<int> waits(int Id) { co_return 1 + co_await passes_on(Id); }
struct Handler {
  virtual pplx::task<void> stop() { co_return; }
};
struct Server : Handler {
  pplx::task<void> stop() override { co_return; }
};
