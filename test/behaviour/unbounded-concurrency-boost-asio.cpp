// 500 coroutines at once before, at most ten after; all of them run, where a
// loop waits for them and where they wait themselves.
// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 done, 500 at once
// BEFORE: stdout 500 done, 500 at once, 1 failed, sum 124500 in order
// AFTER: stdout 500 done, 10 at once
// AFTER: stdout 500 done, 10 at once, 1 failed, sum 124500 in order
#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <numeric>
#include <vector>

namespace asio = boost::asio;

static int Running, Peak, Done;

static asio::awaitable<void> work(int) {
  Peak = std::max(Peak, ++Running);
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(1));
  co_await Timer.async_wait(asio::use_awaitable);
  --Running;
  ++Done;
}

static asio::awaitable<void> all(std::vector<int> Ids) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Executor, work(Id), asio::detached);
}

static asio::awaitable<std::unique_ptr<int>> load(int Id) {
  co_await work(Id);
  if (Id == 250)
    throw Id;
  co_return std::make_unique<int>(Id);
}

// A plain function: others may change the numbers, which it reads at once.
struct Loading {
  asio::io_context Io;
  std::vector<int> Ids;
  int Failed = 0, Sum = 0, Last = -1;
  bool InOrder = true;
  void begin() {
    for (int &Id : Ids)
      co_spawn(Io, load(Id), [this](std::exception_ptr E, auto Value) {
        if (E) {
          ++Failed;
          return;
        }
        InOrder &= *Value > Last;
        Last = *Value;
        Sum += *Value;
      });
    Ids.clear();
  }
};

int main() {
  std::vector<int> Ids(500);
  std::iota(Ids.begin(), Ids.end(), 0);
  asio::io_context Io;
  asio::co_spawn(Io, all(Ids), asio::detached);
  Io.run();
  std::cout << Done << " done, " << Peak << " at once\n";

  Peak = Done = 0;
  Loading Load;
  Load.Ids = Ids;
  Load.begin();
  Load.Io.run();
  std::cout << Done << " done, " << Peak << " at once, " << Load.Failed
            << " failed, sum " << Load.Sum
            << (Load.InOrder ? " in order\n" : " mixed\n");
}
