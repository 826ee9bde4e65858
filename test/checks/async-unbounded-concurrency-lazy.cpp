// RUN: %check %s async-unbounded-concurrency %t -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused

// Lazy tasks that are awaited together: cppcoro and libcoro.

#include <algorithm>
#include <coro/coro.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <vector>

namespace with_cppcoro {
using cppcoro::task;

task<int> load(int Id);

task<> each(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: start 4 tasks that take the elements one after the other, and await these 4 together
}
task<> counted() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 5; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: start 4 tasks
}
task<> number(int N) {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < N; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all_ready(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all_ready' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: start 4 tasks
}
task<> inserted(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  std::ranges::transform(Ids, std::back_inserter(Tasks), load);
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: start 4 tasks
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
} // namespace with_cppcoro

namespace with_libcoro {
coro::task<int> load(int Id);

coro::task<void> each(const std::vector<int> &Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.emplace_back(load(Id));
  co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: acquire a 'coro::semaphore' that starts with 4 at the begin of each task, and release it at its end
}
coro::semaphore<8> Slots{8};
coro::task<int> gated(int Id) {
  co_await Slots.acquire();
  int Result = co_await load(Id);
  (void)Slots.release();
  co_return Result;
}
coro::task<void> each_gated(const std::vector<int> &Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.emplace_back(gated(Id));
  co_await coro::when_all(std::move(Tasks));
}
} // namespace with_libcoro
