// What a coroutine has tested, another one ends while it is suspended:
// AddressSanitizer and UndefinedBehaviorSanitizer stop the program before the
// test is repeated, and have nothing to say after it. One kind is run at a time.
// RUN: %behaviour %s %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio, asan
// CHECKS: async-stale-check
// FLAGS: -fsanitize=address,undefined -fno-sanitize-recover=all -g1
// TIMEOUT: 30
// ARGUMENTS: 1
// ARGUMENTS: 2
// BEFORE: no stdout done
// BEFORE: exit 1
// AFTER: stdout done
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

static awaitable<void> nap() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(5));
  co_await Timer.async_wait(asio::use_awaitable);
}

struct peer {
  std::string Name = "a name that is longer than the string itself";
};

class session {
public:
  awaitable<void> pointer() {
    if (!Peer)
      co_return;
    co_await nap();
    std::printf("%s\n", Peer->Name.c_str());
  }
  awaitable<void> queue() {
    if (Queue.empty())
      co_return;
    co_await nap();
    std::printf("%s\n", Queue.front().c_str());
  }

  // What happens meanwhile.
  void change() {
    Peer.reset();
    Queue = std::vector<std::string>();
  }

private:
  std::unique_ptr<peer> Peer = std::make_unique<peer>();
  std::vector<std::string> Queue{"a text that is longer than the string itself"};
};

int main(int, char **Arguments) {
  session Session;
  asio::io_context Context(1);
  asio::co_spawn(Context,
                 Arguments[1][0] == '1' ? Session.pointer() : Session.queue(),
                 asio::detached);
  asio::post(Context, [&] { Session.change(); });
  Context.run();
  std::printf("done\n");
}
