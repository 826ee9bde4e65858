// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <string>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

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

void spawns_local(exec::async_scope &Scope, Scheduler On) {
  std::string Name = "a";
  Scope.spawn(stdexec::starts_on(On, log(Name)));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the task of 'log' is handed over to 'spawn' and refers to local variable 'Name', which is destroyed at the end of its block [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: nothing here lives as long as the task; let the coroutine take it by value
  // CHECK-NOTES: :[[@LINE-3]]:42: note: through parameter 'Name'
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
