// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio

// One thread runs the io_context. Functions that are no coroutines wait for
// work that needs the same thread; they become coroutines, down to the one that
// called them. A timer that stalled ticks again.
// CHECKS: async-blocking-wait
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: stdout asking
// BEFORE: no stdout the total is 64
// BEFORE: no stdout tick
// AFTER: stdout asking
// AFTER: stdout tick
// AFTER: stdout the total is 64
// AFTER: stdout caught: no such price

#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> price(int Id) {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(50));
  co_await Timer.async_wait(asio::use_awaitable);
  if (Id == 0)
    throw std::runtime_error("no such price");
  co_return Id * 20;
}

static int withFee(asio::any_io_executor Executor, int Id) {
  if (Id < 0)
    return 0;
  return asio::co_spawn(Executor, price(Id), asio::use_future).get() + 2;
}

static int total(asio::any_io_executor Executor) {
  return withFee(Executor, 1) + withFee(Executor, 2) + withFee(Executor, -1);
}

awaitable<void> order() {
  auto Executor = co_await asio::this_coro::executor;
  std::printf("asking\n");
  std::fflush(stdout);
  std::printf("the total is %d\n", total(Executor));
  try {
    withFee(Executor, 0);
  } catch (const std::exception &Error) {
    std::printf("caught: %s\n", Error.what());
  }
}

awaitable<void> tick() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(10));
  co_await Timer.async_wait(asio::use_awaitable);
  std::printf("tick\n");
  std::fflush(stdout);
}

int main() {
  asio::io_context Context(1);
  asio::co_spawn(Context, order(), asio::detached);
  asio::co_spawn(Context, tick(), asio::detached);
  Context.run();
}
