// Every lost task has one check that reports and repairs it.
// RUN: %check %s async-nested-task,async-unawaited-task %t -- -isystem %S/Inputs -Wno-unused

#include <tasks.h>
#include <vector>

using home::task;
task<task<>> prepare();
task<> save();

task<> statement() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prepare' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await co_await prepare();
}

task<> choice(bool B) {
  B ? co_await prepare() : save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await (B ? co_await prepare() : save());
  B ? save() : save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await (B ? save() : save());
}

task<> local() {
  auto Awaited = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  auto Made = save();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Made' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save();
}

task<> container() {
  std::vector<task<>> Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'Tasks' are never awaited, so they never run [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: where to await them is for you to decide
  Tasks.push_back(co_await prepare());
}

task<> good(bool B) {
  co_await co_await prepare();
  auto Inner = co_await prepare();
  co_await std::move(Inner);
  auto Other = B ? co_await prepare() : save();
  co_await std::move(Other);
}
