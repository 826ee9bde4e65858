// RUN: %check %s async-redundant-coroutine %t -- -pthread -isystem %standins
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -pthread -isystem %standins

// A task that is complete from the beginning.

#include <pplx/pplxtasks.h>

int compute(int Id);

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
