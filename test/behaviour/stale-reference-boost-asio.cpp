// What a coroutine refers to, another one drops while it is suspended:
// AddressSanitizer stops the program before the fixes, and has nothing to say
// after them. One kind is run at a time.
// RUN: %behaviour %s %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio, asan
// CHECKS: async-stale-reference
// FLAGS: -fsanitize=address -fsanitize-address-use-after-return=always -g1
// TIMEOUT: 30
// ARGUMENTS: 1
// ARGUMENTS: 2
// ARGUMENTS: 3
// ARGUMENTS: 4
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <map>
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

struct session {
  int Bytes = 1;
  void count() { ++Bytes; }
};

class server {
public:
  awaitable<void> value() {
    const auto &Bytes = Limits.front();
    co_await nap();
    Sum += Bytes;
  }
  awaitable<void> loop() {
    for (const auto &Each : Sessions) {
      co_await nap();
      Sum += Each->Bytes;
    }
  }
  awaitable<void> temporary() {
    auto &Now = *current();
    co_await nap();
    Now.count();
    Sum += Now.Bytes;
  }
  awaitable<void> pointer() {
    auto It = ById.find(1);
    It->second.count();
    co_await nap();
    if (It != ById.end())
      It->second.count();
    ++Sum;
  }

  // What happens meanwhile.
  void change() {
    for (int I = 0; I < 100; ++I) {
      Limits.push_back(I);
      Sessions.push_back(std::make_shared<session>());
    }
    ById.clear();
    Latest.reset();
  }

  int Sum = 0;

private:
  std::shared_ptr<session> current() const { return Latest; }

  std::vector<int> Limits{1};
  std::vector<std::shared_ptr<session>> Sessions{std::make_shared<session>()};
  std::map<int, session> ById{{1, {}}};
  std::shared_ptr<session> Latest = std::make_shared<session>();
};

int main(int, char **Arguments) {
  server Server;
  asio::io_context Context(1);
  awaitable<void> (server::*const Kinds[])() = {
      &server::value, &server::loop, &server::temporary, &server::pointer};
  asio::co_spawn(Context, (Server.*Kinds[Arguments[1][0] - '1'])(),
                 asio::detached);
  asio::post(Context, [&] { Server.change(); });
  Context.run();
  std::printf(Server.Sum > 0 ? "done\n" : "nothing\n");
}
