// RUN: %check %s async-unawaited-task,async-nested-task %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// What is dropped behind a comma, and what is made only to be dropped.

#include "home_io.h"
#include <tuple>

using home::io_task;

io_task<> save(int Id);
io_task<io_task<>> nested(int Id);

void made() {
  home::joiner(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this value is dropped: it joins at once [async-unawaited-task]
  home::joiner Kept(2);
}

io_task<> assigned() {
  std::ignore = save(1);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  co_return;
}

io_task<> assignedBehindComma(int I) {
  I = 1, std::ignore = save(1);
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: I = 1, co_await save(1);
  std::ignore = (I, save(1));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: 'co_await' may have no value to assign
  std::ignore = (I, co_await save(1), I);
}

io_task<> assignedNested(int I) {
  std::ignore = co_await nested(1);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await nested(1);
  std::ignore = (I, co_await nested(1));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: 'co_await' may have no value to assign
  std::ignore = (co_await co_await nested(1), I);
}
