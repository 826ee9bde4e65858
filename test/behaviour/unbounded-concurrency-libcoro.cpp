// A semaphore: every task at once before, ten after; results and the exception
// are the same.
// RUN: %behaviour %s %t -fix-notes -- -isystem %standins -pthread
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 done, 500 at once, sum 124250, 1 failed
// AFTER: stdout 500 done, 10 at once, sum 124250, 1 failed
#include <algorithm>
#include <chrono>
#include <coro/coro.hpp>
#include <iostream>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

static int Running, Peak, Done;

static coro::task<int> work(coro::scheduler &Scheduler, int Value) {
  Peak = std::max(Peak, ++Running);
  co_await Scheduler.yield_for(std::chrono::milliseconds(1 + Value % 3));
  --Running;
  ++Done;
  if (Value == 250)
    throw std::runtime_error("failed");
  co_return Value - (Value == 499 ? 250 : 0);
}

static coro::task<int> all(coro::scheduler &Scheduler, std::vector<int> Ids,
                           int &Failed) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(work(Scheduler, Id));
  auto Results = co_await coro::when_all(std::move(Tasks));
  int Sum = 0;
  for (auto &Result : Results)
    try {
      Sum += Result.return_value();
    } catch (const std::runtime_error &) {
      ++Failed;
    }
  co_return Sum;
}

int main() {
  std::vector<int> Ids(500);
  std::iota(Ids.begin(), Ids.end(), 0);
  auto Scheduler = coro::scheduler::make_unique();
  int Failed = 0;
  const int Sum = coro::sync_wait(all(*Scheduler, Ids, Failed));
  std::cout << Done << " done, " << Peak << " at once, sum " << Sum << ", "
            << Failed << " failed\n";
}
