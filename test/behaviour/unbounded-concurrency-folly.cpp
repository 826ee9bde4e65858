// The library's windows: 500 at once before, ten after; results are in the same
// order, and the exception is the same.
// RUN: %behaviour %s %t -- -isystem %standins -pthread
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 in order, 500 at once, threw 250
// AFTER: stdout 500 in order, 10 at once, threw 250
#include <algorithm>
#include <chrono>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <iostream>
#include <memory>
#include <ranges>
#include <vector>

using folly::coro::Task;

static int Running, Peak;

static Task<std::unique_ptr<int>> load(int Id, int Bad) {
  Peak = std::max(Peak, ++Running);
  co_await folly::coro::sleep(std::chrono::milliseconds(1 + Id % 3));
  --Running;
  if (Id >= Bad)
    throw Id;
  co_return std::make_unique<int>(Id);
}

static Task<std::vector<std::unique_ptr<int>>> all(std::vector<int> Ids) {
  std::vector<Task<std::unique_ptr<int>>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id, 500));
  co_return co_await folly::coro::collectAllRange(std::move(Loading));
}
static Task<void> some(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(
      Ids | std::views::transform([](int Id) { return load(Id, 250); }));
}

int main() {
  std::vector<int> Ids;
  for (int Id = 0; Id < 500; ++Id)
    Ids.push_back(Id);
  int Next = 0;
  for (const auto &Value : folly::coro::blockingWait(all(Ids)))
    Next += *Value == Next;
  std::cout << Next << " in order, " << Peak << " at once, ";
  try {
    folly::coro::blockingWait(some(Ids));
  } catch (int Id) {
    std::cout << "threw " << Id << "\n";
  }
}
