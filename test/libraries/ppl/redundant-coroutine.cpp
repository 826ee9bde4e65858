// RUN: %check %s async-redundant-coroutine %t -- -pthread -isystem %standins
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -pthread -isystem %standins

// A task that is complete from the beginning.

#include <pplawait.h>

int compute(int Id);

Concurrency::task<int> answer() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'answer' is a coroutine that never suspends
// CHECK-FIXES: Concurrency::task<int> answer() { return Concurrency::task_from_result<int>(42); }

Concurrency::task<void> done() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'done' is a coroutine that never suspends
// CHECK-FIXES: Concurrency::task<void> done() { return Concurrency::task_from_result(); }

Concurrency::task<int> passes_on(int Id);
Concurrency::task<int> waits(int Id) { co_return 1 + co_await passes_on(Id); }
struct Handler {
  virtual Concurrency::task<void> stop() { co_return; }
};
struct Server : Handler {
  Concurrency::task<void> stop() override { co_return; }
};
