// Lanes: every task at once before, ten after; results and the exception are the
// same, and the first in order is the one that is thrown.
// RUN: %behaviour %s %t -fix-notes -- -isystem %standins -pthread
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 done, 500 at once, sum 124750
// BEFORE: stdout 1000 done, failed at 250
// AFTER: stdout 500 done, 10 at once, sum 124750
// AFTER: stdout 1000 done, failed at 250
#include <algorithm>
#include <chrono>
#include <cppcoro/io_service.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <iostream>
#include <numeric>
#include <stdexcept>
#include <vector>

static int Running, Peak, Done;

static cppcoro::task<int> work(cppcoro::io_service &Io, int Value, int Bad) {
  Peak = std::max(Peak, ++Running);
  co_await Io.schedule_after(std::chrono::milliseconds(1 + Value % 3));
  --Running;
  ++Done;
  if (Value >= Bad)
    throw Value;
  co_return Value;
}

static cppcoro::task<int> all(cppcoro::io_service &Io, std::vector<int> Ids,
                              int Bad) {
  std::vector<cppcoro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(work(Io, Id, Bad));
  auto Values = co_await cppcoro::when_all(std::move(Tasks));
  co_return std::accumulate(Values.begin(), Values.end(), 0);
}

int main() {
  std::vector<int> Ids(500);
  std::iota(Ids.begin(), Ids.end(), 0);
  cppcoro::io_service Io;
  const int Sum = cppcoro::sync_wait(all(Io, Ids, 1000));
  std::cout << Done << " done, " << Peak << " at once, sum " << Sum << "\n";
  try {
    cppcoro::sync_wait(all(Io, Ids, 250));
  } catch (int Value) {
    std::cout << Done << " done, failed at " << Value << "\n";
  }
}
