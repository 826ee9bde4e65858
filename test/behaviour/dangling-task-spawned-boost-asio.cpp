// A lambda coroutine whose closure dies when it was handed over.
// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio, asan
// CHECKS: async-dangling-task
// FLAGS: -fsanitize=address -fsanitize-address-use-after-return=always -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done
#include <boost/asio.hpp>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;

void spawn(asio::io_context &Context) {
  std::string Text = "a text that is longer than the string itself";
  asio::co_spawn(Context, [Text]() -> awaitable<void> {
    if (!Text.empty())
      std::cout << Text.front() << std::endl;
    co_return;
  }(), asio::detached);
}

int main() {
  asio::io_context Context;
  spawn(Context);
  Context.run();
  std::cout << "done" << std::endl;
}
