// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <string>
#include <exec/task.hpp>

using exec::task;

task<int> load(int Id);
task<int> find(const std::string &Name);

task<int> passes_on(int Id) { co_return co_await load(Id); }
// CHECK-NOTES: :[[@LINE-1]]:11: warning: 'passes_on' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: task<int> passes_on(int Id) { return load(Id); }

// --- Silent ------------------------------------------------------------------

task<int> keeps_local() {
  std::string Name = "a";
  co_return co_await find(Name);
}

task<int> works(int Id) {
  int Found = co_await load(Id);
  co_return Found + 1;
}
