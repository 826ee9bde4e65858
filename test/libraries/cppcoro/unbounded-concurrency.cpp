// RUN: %check %s async-unbounded-concurrency %t -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused

// Lazy tasks that are awaited together.

// CHECK-FIXES-NOTES-DAG: #include <atomic>
// CHECK-FIXES-NOTES-DAG: #include <cstddef>
#include <algorithm>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <iterator>
#include <vector>

using cppcoro::task;

task<int> load(int Id);

task<> each(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time; the others begin where earlier ones have ended
  // CHECK-FIXES-NOTES: {
  // CHECK-FIXES-NOTES: std::atomic<std::size_t> next(0);
  // CHECK-FIXES-NOTES: std::vector<cppcoro::task<>> lanes;
  // CHECK-FIXES-NOTES: for (int lane = 0; lane < 4; ++lane)
  // CHECK-FIXES-NOTES: lanes.push_back([](auto &tasks, auto &i) -> cppcoro::task<> {
  // CHECK-FIXES-NOTES: for (std::size_t at; (at = i++) < tasks.size();)
  // CHECK-FIXES-NOTES: co_await tasks[at].when_ready();
  // CHECK-FIXES-NOTES: }(Tasks, next));
  // CHECK-FIXES-NOTES: co_await cppcoro::when_all(std::move(lanes));
  // CHECK-FIXES-NOTES: }
  // CHECK-FIXES-NOTES: co_await cppcoro::when_all(std::move(Tasks));
}
task<> counted() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 5; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}
task<> number(int N) {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < N; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all_ready(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all_ready' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}
task<> inserted(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  std::ranges::transform(Ids, std::back_inserter(Tasks), load);
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}

task<> few() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all(std::move(Tasks));
}
task<int> lane(const std::vector<int> &Ids, std::size_t &Next);
task<> lanes(const std::vector<int> &Ids, int N) {
  std::size_t Next = 0;
  std::vector<task<int>> Lanes;
  for (int I = 0; I < N; ++I)
    Lanes.push_back(lane(Ids, Next));
  co_await cppcoro::when_all(std::move(Lanes));
}
task<> windows(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids) {
    Tasks.push_back(load(Id));
    if (Tasks.size() >= 20) {
      co_await cppcoro::when_all(std::move(Tasks));
      Tasks.clear();
    }
  }
  co_await cppcoro::when_all(std::move(Tasks));
}
task<> given(std::vector<task<int>> Tasks) {
  co_await cppcoro::when_all(std::move(Tasks));
}
task<> pair() { co_await cppcoro::when_all(load(1), load(2)); }
// Lazy: awaited one after the other.
task<> sequence(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  for (auto &T : Tasks)
    co_await T;
}
