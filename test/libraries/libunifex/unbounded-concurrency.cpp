// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

#include <unifex/async_scope.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>
#include <unifex/when_all.hpp>
#include <unifex/when_all_range.hpp>
#include <vector>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<void> save(int Id);

task<void> all_at_once(const std::vector<int> &Ids) {
  std::vector<task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await unifex::when_all_range(std::move(Tasks));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'when_all_range' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: not fixed: start 10 tasks that take the elements one after the other, and await these 10 together
}

task<void> spawns_each(const std::vector<int> &Ids, Scheduler On) {
  unifex::async_scope Scope;
  for (int Id : Ids)
    Scope.detached_spawn_on(On, save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'detached_spawn_on' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: start 10 tasks that take the elements one after the other, and await these 10 together
  co_await Scope.complete();
}

// --- Silent ------------------------------------------------------------------

// Somebody waits in between.
task<void> held_down(const std::vector<int> &Ids, Scheduler On) {
  unifex::async_scope Scope;
  for (int Id : Ids) {
    Scope.detached_spawn_on(On, save(Id));
    co_await Scope.complete();
  }
}

task<void> four() {
  std::vector<task<void>> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks.push_back(save(I));
  co_await unifex::when_all_range(std::move(Tasks));
}

task<void> one_by_one(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}

task<void> pair() { co_await unifex::when_all(save(1), save(2)); }
