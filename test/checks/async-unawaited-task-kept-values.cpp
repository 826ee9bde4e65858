// RUN: %check %s async-unawaited-task %t -- -I %S/Inputs

// A variable stays, and gets what awaiting gives, where its end of life does
// something; else it goes.

#include "tasks.h"

using home::task;

struct units {
  units() = default;
  units(units &&) noexcept {}
  ~units();
};
task<units> acquire(int Count);
task<int> load(int Id);
task<> save(int Id);

task<> keeps() {
  auto Deduced = acquire(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Deduced' is never awaited
  // CHECK-FIXES: auto Deduced = co_await acquire(1);
  task<units> Written = acquire(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task in 'Written' is never awaited
  // CHECK-FIXES: auto Written = co_await acquire(2);
  const task<units> Constant = acquire(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task in 'Constant' is never awaited
  // CHECK-FIXES: const auto Constant = co_await acquire(3);
  auto &&Bound = acquire(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Bound' is never awaited
  // CHECK-FIXES: auto &&Bound = co_await acquire(4);
  auto InParentheses(acquire(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'InParentheses' is never awaited
  // CHECK-FIXES: auto InParentheses(co_await acquire(5));
  [[maybe_unused]] auto Marked = acquire(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'Marked' is never awaited
  // CHECK-FIXES: {{\[\[maybe_unused\]\]}} auto Marked = co_await acquire(6);
  auto Number = load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Number' is never awaited
  // CHECK-FIXES: co_await load(1);
  task<> Nothing = save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Nothing' is never awaited
  // CHECK-FIXES: co_await save(1);
  co_return;
}

// Silent: somebody awaits them.
task<> awaits() {
  auto Later = acquire(1);
  task<units> Other = acquire(2);
  co_await std::move(Later);
  auto Held = co_await std::move(Other);
  auto Own = co_await acquire(3);
}
