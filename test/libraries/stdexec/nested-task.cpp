// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <exec/task.hpp>

using exec::task;

task<int> load(int Id);
task<task<int>> choose(int Id);

task<void> drops(int Id) {
  co_await choose(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await choose(Id);
}

// --- Silent ------------------------------------------------------------------

task<int> both(int Id) { co_return co_await co_await choose(Id); }

task<int> later(int Id) {
  auto Inner = co_await choose(Id);
  co_return co_await std::move(Inner);
}

task<task<int>> hands_on(int Id) { co_return co_await choose(Id); }
