// 500 coroutines at once before, at most ten after; all of them run.
// RUN: %behaviour %s %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout 500 done, 500 at once
// AFTER: stdout 500 done, 10 at once
#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <iostream>
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

int main() {
  std::vector<int> Ids(500);
  std::iota(Ids.begin(), Ids.end(), 0);
  asio::io_context Io;
  asio::co_spawn(Io, all(Ids), asio::detached);
  Io.run();
  std::cout << Done << " done, " << Peak << " at once\n";
}
