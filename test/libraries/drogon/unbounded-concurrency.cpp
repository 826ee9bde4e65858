// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

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
