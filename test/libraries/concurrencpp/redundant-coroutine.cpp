// RUN: %check %s async-redundant-coroutine %t -- -pthread -isystem %standins
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -pthread -isystem %standins

// A task that is complete from the beginning.

#include <concurrencpp/concurrencpp.h>

int compute(int Id);

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
