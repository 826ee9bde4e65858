// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <array>
#include <folly/coro/Collect.h>
#include <folly/coro/Generator.h>
#include <folly/coro/Task.h>
#include <ranges>
#include <vector>

using folly::coro::Task;

Task<int> load(int Id);
Task<void> save(int Id);

// --- Reported and fixed ----------------------------------------------------

Task<std::vector<int>> each(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  co_return co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'collectAllRange' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-FIXES: co_return co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

Task<void> tries(const std::vector<int> &Ids) {
  std::vector<Task<void>> Tasks;
  Tasks.reserve(Ids.size());
  for (std::size_t I = 0; I != Ids.size(); ++I) {
    const int Id = Ids[I];
    Tasks.emplace_back(save(Id));
  }
  co_await folly::coro::collectAllTryRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllTryRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllTryWindowed(std::move(Tasks), 10);
}

Task<void> unqualified(const std::vector<int> &Ids) {
  using namespace folly::coro;
  std::vector<Task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

Task<void> transformed(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(
      Ids | std::views::transform([](int Id) { return load(Id); }));
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'collectAllRange' runs a task for each
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(
  // CHECK-FIXES: Ids | std::views::transform([](int Id) { return load(Id); }), 10);
}

Task<void> inserted(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(Tasks), load);
  co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

// --- Silent ------------------------------------------------------------------

Task<void> windowed(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await folly::coro::collectAllWindowed(std::move(Tasks), 100);
}
Task<void> pack() { co_await folly::coro::collectAll(load(1), load(2)); }
Task<void> three() {
  std::vector<Task<int>> Tasks;
  Tasks.push_back(load(1));
  Tasks.push_back(load(2));
  Tasks.push_back(load(3));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> counted() {
  std::vector<Task<int>> Tasks;
  for (int I = 0; I < 8; ++I)
    Tasks.push_back(load(I));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> array(const std::array<int, 4> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> taken(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(
      Ids | std::views::take(4) |
      std::views::transform([](int Id) { return load(Id); }));
}
Task<void> chunked(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids) {
    Tasks.push_back(load(Id));
    if (Tasks.size() == 32)
      co_await folly::coro::collectAllRange(std::exchange(Tasks, {}));
  }
}
Task<void> chunks(const std::vector<std::vector<int>> &Batches) {
  // One batch after the other, as the caller made them.
  for (const auto &Batch : Batches) {
    std::vector<Task<int>> Tasks;
    Tasks.push_back(load(Batch.front()));
    co_await folly::coro::collectAllRange(std::move(Tasks));
  }
}
// Who made them decides how many there are.
Task<void> given(std::vector<Task<int>> Tasks) {
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> sequence(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
// A generator that yields what is written in it.
using folly::coro::Generator;
Generator<Task<void> &&> both(int First, int Second) {
  co_yield save(First);
  if (Second != First)
    co_yield save(Second);
}
Task<void> yielded() {
  co_await folly::coro::collectAllRange([]() -> Generator<Task<void> &&> {
    co_yield save(1);
    co_yield save(2);
  }());
  co_await folly::coro::collectAllRange(both(1, 2));
  auto Tasks = both(3, 4);
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Generator<Task<void> &&> saves(const std::vector<int> &Ids) {
  co_yield save(0);
  for (int Id : Ids)
    co_yield save(Id);
}
Task<void> yielded_in_loop(const std::vector<int> &Ids) {
  co_await folly::coro::collectAllRange(saves(Ids));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'saves(Ids)'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(saves(Ids), 10);
}
