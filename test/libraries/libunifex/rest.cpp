// RUN: %check %s async-blocking-wait,async-dangling-task,async-detached-coroutine,async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

// What the other tests of libunifex leave out.

#include <string>
#include <unifex/async_scope.hpp>
#include <unifex/just.hpp>
#include <unifex/let_error.hpp>
#include <unifex/sync_wait.hpp>
#include <unifex/task.hpp>
#include <vector>

using unifex::task;

task<int> load(int Id);
task<void> save(int Id);
task<void> find(const std::string &Name);

task<int> waits() {
  co_return *unifex::sync_wait_r<int>(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait_r' blocks the thread of this coroutine until the 'unifex::_task::_task<int, false>::type' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(1);
}

// What it is adapted with takes up the exception.
void adapted(unifex::async_scope &Scope) {
  Scope.detached_spawn(unifex::retry_when(save(1), [](auto &&) noexcept { return unifex::just(); }));
}

void starts(unifex::async_scope &Scope) {
  auto First = unifex::spawn_future(find(std::string("x")), Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task of 'find' is handed over to 'spawn_future' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  auto Second = Scope.spawn(find(std::string("x")));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task of 'find' is handed over to 'spawn' and refers to a temporary
}
task<void> each(unifex::async_scope &Scope, std::vector<int> Ids) {
  std::vector<unifex::future<>> Running;
  for (int Id : Ids)
    Running.push_back(unifex::spawn_future(save(Id), Scope));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'spawn_future' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  for (int Id : Ids)
    Running.push_back(Scope.spawn(save(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'spawn' starts a task for each element of 'Ids'
  for (auto &Each : Running)
    co_await std::move(Each);
}
