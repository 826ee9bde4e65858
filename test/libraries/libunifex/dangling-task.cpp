// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread -Wno-unused

#include <string>
#include <unifex/async_scope.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<int> find(const std::string &Name) {
  co_return static_cast<int>(Name.size());
}
task<int> count(std::string Name);
task<void> log(const std::string &Name) { co_await count(Name); }

task<int> keeps_temporary() {
  auto Task = find("a");
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'Task' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:20: note: through parameter 'Name'
  co_return co_await std::move(Task);
  // CHECK-FIXES: co_return co_await find("a");
}

task<int> returns_local() {
  std::string Name = "a";
  return find(Name);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await find(Name);
  // CHECK-NOTES: :[[@LINE-3]]:15: note: through parameter 'Name'
}

void spawns_local(unifex::async_scope &Scope, Scheduler On) {
  std::string Name = "a";
  Scope.detached_spawn_on(On, log(Name));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the task of 'log' is handed over to 'detached_spawn_on' and refers to local variable 'Name', which is destroyed at the end of its block [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:35: note: through parameter 'Name'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: not fixed: nothing here lives as long as the task; let the coroutine take it by value
}

// --- Silent ------------------------------------------------------------------

task<int> at_once() { co_return co_await find("a"); }

task<int> by_value() {
  auto Task = count("a");
  co_return co_await std::move(Task);
}

task<int> local() {
  std::string Name = "a";
  auto Task = find(Name);
  co_return co_await std::move(Task);
}
