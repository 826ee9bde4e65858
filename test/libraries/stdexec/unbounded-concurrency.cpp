// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

// CHECK-FIXES-NOTES: #include <cstddef>
#include <exec/async_scope.hpp>
#include <exec/start_detached.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <vector>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

task<void> save(int Id);

task<void> spawns_each(const std::vector<int> &Ids, Scheduler On) {
  exec::async_scope Scope;
  for (int Id : Ids)
    Scope.spawn(stdexec::starts_on(On, save(Id)));
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:11: note: the loop can wait until fewer than 10 run; they begin in groups, when all that is in the scope has ended; others could change 'Ids' meanwhile
    // CHECK-FIXES-NOTES: std::size_t started = 0;
    // CHECK-FIXES-NOTES-NEXT: for (int Id : Ids) {
    // CHECK-FIXES-NOTES-NEXT: if (++started % 10 == 0) co_await Scope.on_empty();
    // CHECK-FIXES-NOTES-NEXT: Scope.spawn(stdexec::starts_on(On, save(Id)));
    // CHECK-FIXES-NOTES-NEXT: }
  co_await Scope.on_empty();
}

task<void> starts_each(const std::vector<int> &Ids, Scheduler On) {
  for (int Id : Ids)
    exec::start_detached(stdexec::starts_on(On, save(Id)));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'start_detached' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: start 10 tasks that take the elements one after the other, and await these 10 together
  co_return;
}

// --- Silent ------------------------------------------------------------------

bool has_room(exec::async_scope &Scope);

// Somebody looks at the scope in between.
task<void> held_down(const std::vector<int> &Ids, Scheduler On) {
  exec::async_scope Scope;
  for (int Id : Ids) {
    if (!has_room(Scope))
      co_await Scope.on_empty();
    Scope.spawn(stdexec::starts_on(On, save(Id)));
  }
  co_await Scope.on_empty();
}

// Their number is that of the workers.
task<void> workers(int Count, Scheduler On) {
  exec::async_scope Scope;
  for (int I = 0; I < Count; ++I)
    Scope.spawn(stdexec::starts_on(On, save(I)));
  co_await Scope.on_empty();
}

task<void> four(Scheduler On) {
  exec::async_scope Scope;
  for (int I = 0; I < 4; ++I)
    Scope.spawn(stdexec::starts_on(On, save(I)));
  co_await Scope.on_empty();
}

task<void> one_by_one(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}

task<void> pair() { co_await stdexec::when_all(save(1), save(2)); }
