// RUN: %check %s async-unawaited-task %t -fix-notes -- -isystem %inputs -Wno-unused-result

// A dropped future waits; that is written, and what the work throws is heard of.

#include "home_task.h"
#include <future>

void put(int);
int compute();

void dropped(int Count) {
  std::async(std::launch::async, put, 1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped: the temporary future waits for the work in its destructor, so this runs synchronously [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what the work throws is thrown here then
  // CHECK-FIXES: std::async(std::launch::async, put, 1).get();
  for (int I = 0; I < Count; ++I)
    (void)std::async(compute); // Again.
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:11: note: what the work throws is thrown here then
  // CHECK-FIXES: (void)std::async(compute).get(); // Again.
}

// There it would be a wait to report.
home::task<> in_a_coroutine() {
  std::async(compute);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: std::future cannot be awaited
  co_return;
}
#define LATER(work) std::async(work)
void in_a_macro() {
  LATER(compute);
}

// --- Silent --------------------------------------------------------------------

void kept() {
  auto Later = std::async(compute);
  std::async(compute).get();
  (void)Later;
}
