// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio, asan

// Sessions whose last owner goes while they wait: what they count afterwards is
// gone. One of them captures an owner, so the others are meant to.
// CHECKS: async-unprotected-this
// FLAGS: -fsanitize=address -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout 3 counted
// AFTER: stdout 3 counted

#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;

static int Counted = 0;

static awaitable<void> short_rest() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(5));
  co_await Timer.async_wait(asio::use_awaitable);
}

class session : public std::enable_shared_from_this<session> {
public:
  explicit session(asio::io_context &Context) : Context(Context) {}

  void by_capture() {
    asio::co_spawn(
        Context, [this, self = shared_from_this()] { return count(); },
        detached);
  }
  void by_call() { asio::co_spawn(Context, count(), detached); }
  void by_lambda() {
    asio::co_spawn(
        Context,
        [this]() -> awaitable<void> {
          co_await short_rest();
          Counted += Step;
        },
        detached);
  }

private:
  awaitable<void> count() {
    co_await short_rest();
    Counted += Step;
  }
  asio::io_context &Context;
  int Step = 1;
};

int main() {
  asio::io_context Context;
  for (auto Start :
       {&session::by_capture, &session::by_call, &session::by_lambda}) {
    auto Session = std::make_shared<session>(Context);
    ((*Session).*Start)();
  }
  Context.run();
  std::printf("%d counted\n", Counted);
}
