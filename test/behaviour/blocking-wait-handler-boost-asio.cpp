// RUN: %behaviour %s %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio

// One thread runs the io_context, and the handler of a timer calls a function
// that waits for work which needs that thread. Fixed, the handler starts it: the
// work is done, the object lives until then, and what is thrown leaves run().
// CHECKS: async-blocking-wait
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: stdout the timer is up
// BEFORE: no stdout the sum is 20
// AFTER: stdout the timer is up
// AFTER: stdout the sum is 20
// AFTER: stdout caught: enough
// AFTER: stdout the object ends
// AFTER: no stdout the object ends too early

#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> ask() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(50));
  co_await Timer.async_wait(asio::use_awaitable);
  co_return 10;
}

namespace {
class Counter : public std::enable_shared_from_this<Counter> {
public:
  explicit Counter(asio::io_context &Loop)
      : Timer(Loop, std::chrono::milliseconds(10)) {}
  ~Counter() {
    std::puts(Sum == 20 ? "the object ends" : "the object ends too early");
    std::fflush(stdout);
  }
  void begin() {
    Timer.async_wait([this, self = shared_from_this()](boost::system::error_code) {
      std::puts("the timer is up");
      std::fflush(stdout);
      count();
    });
  }

private:
  void count() {
    Sum += asio::co_spawn(Timer.get_executor(), ask(), asio::use_future).get();
    Sum += asio::co_spawn(Timer.get_executor(), ask(), asio::use_future).get();
    std::printf("the sum is %d\n", Sum);
    throw std::runtime_error("enough");
  }
  asio::steady_timer Timer;
  int Sum = 0;
};
} // namespace

int main() {
  asio::io_context Loop(1);
  std::make_shared<Counter>(Loop)->begin();
  try {
    Loop.run();
  } catch (const std::exception &Error) {
    std::printf("caught: %s\n", Error.what());
  }
}
