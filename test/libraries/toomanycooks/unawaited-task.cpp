// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <tmc/all_headers.hpp>

using tmc::task;

task<int> load(int Id);
task<void> save(int Id);

task<void> forgets(int Id) {
  save(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

task<void> forgets_to_spawn(int Id) {
  tmc::spawn(save(Id));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the awaitable returned by 'spawn' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await tmc::spawn(save(Id));
  co_return;
}

task<void> forgets_local(int Id) {
  auto Task = load(Id);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await save(Id);
}

task<void> forgets_to_join(int Id) {
  // A cast does not let the child live.
  (void)tmc::spawn(save(Id)).fork();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the result of 'fork' is dropped: it must be awaited before it goes out of scope [async-unawaited-task]
  tmc::spawn(save(Id)).fork();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'fork' is dropped: it must be awaited before it goes out of scope [async-unawaited-task]
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_await std::move(Task);
}

task<void> forks(int Id) {
  auto Child = tmc::spawn(load(Id)).fork();
  co_await save(Id);
  co_await std::move(Child);
}

task<void> posts(tmc::ex_cpu &Cpu, int Id) {
  tmc::post(Cpu, save(Id));
  tmc::spawn(save(Id)).detach();
  co_return;
}

task<int> hands_on(int Id) { return load(Id); }
