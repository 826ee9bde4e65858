// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <unifex/async_scope.hpp>
#include <unifex/just.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>
#include <unifex/when_all.hpp>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<int> load(int Id);
task<void> save(int Id);

task<void> forgets(int Id) {
  save(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

task<void> forgets_sender(int Id) {
  unifex::when_all(save(Id), save(Id + 1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the awaitable returned by 'when_all' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await unifex::when_all(save(Id), save(Id + 1));
  co_return;
}

task<void> forgets_local(int Id) {
  auto Task = load(Id);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await save(Id);
}

task<void> asks_to_stop(unifex::async_scope &Scope, Scheduler On, int Id) {
  Scope.spawn_on(On, save(Id));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the awaitable returned by 'spawn_on' is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: dropped, it asks its work to stop; 'detached_spawn' goes on without it
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_await std::move(Task);
}

task<void> spawns(unifex::async_scope &Scope, Scheduler On, int Id) {
  Scope.detached_spawn_on(On, save(Id));
  auto Later = Scope.spawn_on(On, load(Id));
  co_await std::move(Later);
}

task<int> hands_on(int Id) { return load(Id); }
