// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

// CHECK-FIXES-NOTES: #include <atomic>
// CHECK-FIXES-NOTES: #include <cstddef>
// CHECK-FIXES-NOTES: #include <utility>
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
  // CHECK-NOTES: :[[@LINE-3]]:12: note: only 10 of them can run at a time; the others begin where earlier ones have ended; those that have not begun when one fails never do
  // CHECK-FIXES-NOTES: std::atomic<std::size_t> next(0);
  // CHECK-FIXES-NOTES-NEXT: std::vector<unifex::task<void>> lanes;
  // CHECK-FIXES-NOTES-NEXT: for (int lane = 0; lane < 10; ++lane)
  // CHECK-FIXES-NOTES-NEXT: lanes.push_back([](auto &tasks, auto &i) -> unifex::task<void> {
  // CHECK-FIXES-NOTES-NEXT: for (std::size_t at; (at = i++) < tasks.size();)
  // CHECK-FIXES-NOTES-NEXT: (void)co_await std::move(tasks[at]);
  // CHECK-FIXES-NOTES-NEXT: }(Tasks, next));
  // CHECK-FIXES-NOTES-NEXT: co_await unifex::when_all_range(std::move(lanes));
}
task<int> load(int Id);
task<void> dropped(const std::vector<int> &Ids) {
  std::vector<task<int>> lanes;
  for (int Id : Ids)
    lanes.push_back(load(Id));
  co_await unifex::when_all_range(std::move(lanes));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'when_all_range' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: only 10 of them can run at a time; the others begin where earlier ones have ended; those that have not begun when one fails never do
  // CHECK-FIXES-NOTES: std::vector<unifex::task<void>> lanes2;
  // CHECK-FIXES-NOTES: lanes2.push_back([](auto &tasks, auto &i) -> unifex::task<void> {
  // CHECK-FIXES-NOTES: }(lanes, next));
  // CHECK-FIXES-NOTES: co_await unifex::when_all_range(std::move(lanes2));
}
// A lane has one value.
task<int> with_values(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  auto Values = co_await unifex::when_all_range(std::move(Tasks));
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'when_all_range' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:26: note: not fixed: start 10 tasks that take the elements one after the other, and await these 10 together
  co_return Values.front();
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
