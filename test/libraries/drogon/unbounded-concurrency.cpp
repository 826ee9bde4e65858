// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

// CHECK-FIXES-NOTES: #include <atomic>
// CHECK-FIXES-NOTES: #include <cstddef>
#include <string>
#include <drogon/drogon.h>
#include <utility>
#include <vector>

using drogon::Task;

Task<> save(int Id);

// --- Reported ----------------------------------------------------------------

Task<> each(std::vector<int> Ids) {
  std::vector<Task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  co_await drogon::when_all(std::move(Saving));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:12: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: only 10 of them can run at a time; the others begin where earlier ones have ended; what the first of them in their order has thrown comes out, not the first in time
  // CHECK-FIXES-NOTES: {
  // CHECK-FIXES-NOTES-NEXT: std::atomic<std::size_t> next(0);
  // CHECK-FIXES-NOTES-NEXT: std::vector<drogon::Task<>> lanes;
  // CHECK-FIXES-NOTES-NEXT: for (int lane = 0; lane < 10; ++lane)
  // CHECK-FIXES-NOTES-NEXT: lanes.push_back([](auto &tasks, auto &i) -> drogon::Task<> {
  // CHECK-FIXES-NOTES-NEXT: for (std::size_t at; (at = i++) < tasks.size();)
  // CHECK-FIXES-NOTES-NEXT: try {
  // CHECK-FIXES-NOTES-NEXT: (void)co_await tasks[at];
  // CHECK-FIXES-NOTES-NEXT: } catch (...) {
  // CHECK-FIXES-NOTES-NEXT: // Thrown again below.
  // CHECK-FIXES-NOTES-NEXT: }
  // CHECK-FIXES-NOTES-NEXT: }(Saving, next));
  // CHECK-FIXES-NOTES-NEXT: co_await drogon::when_all(std::move(lanes));
  // CHECK-FIXES-NOTES-NEXT: }
}
// The first await takes the value along.
Task<std::string> name(int Id);
Task<> names(std::vector<int> Ids) {
  std::vector<Task<std::string>> Names;
  for (int Id : Ids)
    Names.push_back(name(Id));
  co_await drogon::when_all(std::move(Names));
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: not fixed: give at most 10 of them to one 'when_all'
}
void runs(const std::vector<int> &Ids) {
  for (int Id : Ids)
    drogon::async_run([Id]() -> Task<> { co_await save(Id); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'async_run' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: give at most 10 of them to one 'when_all'
}

// --- Silent ------------------------------------------------------------------

// Tasks begin when they are awaited.
Task<> one_by_one(std::vector<int> Ids) {
  std::vector<Task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  for (auto &Task : Saving)
    co_await Task;
}
Task<> few() { co_await drogon::when_all(save(1), save(2)); }
void runs_few() {
  for (int Id : {1, 2, 3})
    drogon::async_run([Id]() -> Task<> { co_await save(Id); });
}
