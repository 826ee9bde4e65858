// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

task<int> load(int Id);
task<void> save(int Id);

task<void> forgets(int Id) {
  save(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

task<void> forgets_sender(int Id) {
  stdexec::when_all(save(Id), save(Id + 1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the awaitable returned by 'when_all' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await stdexec::when_all(save(Id), save(Id + 1));
  co_return;
}

task<void> forgets_local(int Id) {
  auto Task = load(Id);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await save(Id);
}

task<void> asks_to_stop(exec::async_scope &Scope, Scheduler On, int Id) {
  Scope.spawn_future(stdexec::starts_on(On, save(Id)));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the awaitable returned by 'spawn_future' is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: dropped, it asks its work to stop; 'spawn' goes on without it
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_await std::move(Task);
}

task<void> spawns(exec::async_scope &Scope, Scheduler On, int Id) {
  Scope.spawn(stdexec::starts_on(On, save(Id)));
  auto Later = Scope.spawn_future(stdexec::starts_on(On, load(Id)));
  co_await std::move(Later);
}

task<int> hands_on(int Id) { return load(Id); }
