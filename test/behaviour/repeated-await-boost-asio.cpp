// The second await takes a frame that the first one has taken, and destroyed.
// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio, asan
// CHECKS: async-repeated-await
// FLAGS: -fsanitize=address -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout 40 net, 8 tax
// AFTER: stdout 40 net, 8 tax
#include <boost/asio.hpp>
#include <cstdio>

namespace asio = boost::asio;

asio::awaitable<int> load() { co_return 40; }

asio::awaitable<void> print(asio::awaitable<int> Price) {
  const int Net = co_await std::move(Price);
  const int Tax = co_await std::move(Price) / 5;
  std::printf("%d net, %d tax\n", Net, Tax);
}

int main() {
  asio::io_context Context;
  asio::co_spawn(Context, print(load()), asio::detached);
  Context.run();
}
