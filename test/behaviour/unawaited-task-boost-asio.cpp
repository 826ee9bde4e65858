// Work that never ran: after the fix the order is saved, the mail sent after
// the pause, and the failure seen.
// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio
// CHECKS: async-unawaited-task
// FLAGS: -Wno-unused-value -Wno-unused-result
// BEFORE: no stdout saved 7
// BEFORE: no stdout mailed
// BEFORE: no stdout both
// BEFORE: no stdout failed: no analytics
// BEFORE: stdout done
// AFTER: stdout saved 7
// AFTER: stdout mailed
// AFTER: stdout both
// AFTER: stdout failed: no analytics
// AFTER: no stdout done
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <iostream>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

awaitable<int> save(int Id) {
  std::cout << "saved " << Id << std::endl;
  co_return Id;
}

awaitable<void> mail() {
  asio::steady_timer Timer(co_await asio::this_coro::executor, 10ms);
  auto Start = std::chrono::steady_clock::now();
  Timer.async_wait(asio::use_awaitable);
  if (std::chrono::steady_clock::now() - Start >= 10ms)
    std::cout << "mailed" << std::endl;
}

awaitable<void> half(int &Halves) {
  if (++Halves == 2)
    std::cout << "both" << std::endl;
  co_return;
}

awaitable<void> analytics() {
  throw std::runtime_error("no analytics");
  co_return;
}

awaitable<void> process() {
  save(7);
  (void)mail();
  int Halves = 0;
  half(Halves) && half(Halves);
  auto Unread = analytics();
  std::cout << "done" << std::endl;
  co_return;
}

int main() {
  asio::io_context Context;
  asio::co_spawn(Context, process(), [](std::exception_ptr Error) {
    try {
      if (Error)
        std::rethrow_exception(Error);
    } catch (const std::exception &E) {
      std::cout << "failed: " << E.what() << std::endl;
    }
  });
  Context.run();
}
