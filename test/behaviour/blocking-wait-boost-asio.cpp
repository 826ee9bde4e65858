// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio

// One thread runs the io_context. A coroutine on it waits for work that needs
// the same thread.
// CHECKS: async-blocking-wait
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: stdout asking
// BEFORE: no stdout the sum is 42
// AFTER: stdout asking
// AFTER: stdout the sum is 42
// AFTER: stdout caught: no such price
// AFTER: stdout the timer rang
// AFTER: stdout held: 60
// AFTER: stdout held and caught: no such price

#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> price(int Id) {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(10));
  co_await Timer.async_wait(asio::use_awaitable);
  if (Id == 0)
    throw std::runtime_error("no such price");
  co_return Id * 20;
}

awaitable<void> order() {
  auto Executor = co_await asio::this_coro::executor;
  std::printf("asking\n");
  std::fflush(stdout);
  const int Sum =
      asio::co_spawn(Executor, price(2), asio::use_future).get() + 2;
  std::printf("the sum is %d\n", Sum);
  try {
    asio::co_spawn(Executor, price(0), asio::use_future).get();
  } catch (const std::exception &Error) {
    std::printf("caught: %s\n", Error.what());
  }
  asio::steady_timer Timer(Executor, std::chrono::milliseconds(10));
  Timer.async_wait(asio::use_future).get();
  std::printf("the timer rang\n");
  // In a variable first.
  auto Held = asio::co_spawn(Executor, price(3), asio::use_future);
  std::printf("held: %d\n", Held.get());
  try {
    auto Fails = asio::co_spawn(Executor, price(0), asio::use_future);
    Fails.get();
  } catch (const std::exception &Error) {
    std::printf("held and caught: %s\n", Error.what());
  }
}

int main() {
  asio::io_context Context(1);
  asio::co_spawn(Context, order(), asio::detached);
  Context.run();
}
