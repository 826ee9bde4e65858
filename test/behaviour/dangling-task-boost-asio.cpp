// Frames that read what is dead: AddressSanitizer stops the program before the
// fixes, and has nothing to say after them. One kind is run at a time.
// RUN: %behaviour %s %t -- %boost_flags -DKIND=1
// RUN: %behaviour %s %t -- %boost_flags -DKIND=2
// RUN: %behaviour %s %t -- %boost_flags -DKIND=3
// RUN: %behaviour %s %t -- %boost_flags -DKIND=4
// RUN: %behaviour %s %t -- %boost_flags -DKIND=5
// RUN: %behaviour %s %t -- %boost_flags -DKIND=6
// RUN: %behaviour %s %t -- %boost_flags -DKIND=7
// RUN: %behaviour %s %t -- %boost_flags -DKIND=8
// RUN: %behaviour %s %t -fix-notes -- %boost_flags -DKIND=9
// REQUIRES: boost-asio, asan
// CHECKS: async-dangling-task
// FLAGS: -fsanitize=address -fsanitize-address-use-after-return=always -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done
#include <boost/asio.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

// Long enough to be on the heap.
const char *const Text = "a text that is longer than the string itself";

awaitable<void> nap() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(1));
  co_await Timer.async_wait(asio::use_awaitable);
}

awaitable<std::size_t> size(const std::string &Name) {
  co_await nap();
  co_return Name.size() + Name.front();
}

#if KIND == 1
// A temporary.
awaitable<void> run() {
  auto Task = size(Text);
  co_await std::move(Task);
}
#elif KIND == 2
// A temporary, with something between.
awaitable<void> run() {
  auto Task = size(std::string(Text));
  co_await nap();
  co_await std::move(Task);
}
#elif KIND == 3
// A parameter.
awaitable<std::size_t> forward(std::string Name) { return size(Name); }
awaitable<void> run() {
  // Common ABIs let parameters live as long as the full expression.
  auto Task = forward(Text);
  co_await nap();
  co_await std::move(Task);
}
#elif KIND == 4
// A closure.
awaitable<void> run() {
  auto Owner = std::make_unique<std::string>(Text);
  auto Task = [Name = std::move(Owner)]() -> awaitable<void> {
    co_await nap();
    if (Name->empty())
      co_return;
  }();
  co_await nap();
  co_await std::move(Task);
}
#elif KIND == 5
// An object.
struct Connection {
  std::string Name = Text;
  awaitable<std::size_t> send() {
    co_await nap();
    co_return Name.size() + Name.front();
  }
};
awaitable<void> run() {
  auto Task = Connection().send();
  co_await nap();
  co_await std::move(Task);
}
#elif KIND == 6
// A view of a temporary, in a container.
awaitable<char> first(std::string_view Name) {
  co_await nap();
  co_return Name.front();
}
awaitable<void> run() {
  std::vector<awaitable<char>> Tasks;
  Tasks.push_back(first(std::string(Text)));
  co_await nap();
  co_await std::move(Tasks.front());
}
#elif KIND == 7
// A local variable.
awaitable<std::size_t> load() {
  std::string Name = Text;
  return size(Name);
}
awaitable<void> run() { co_await load(); }
#elif KIND == 8
// A pointer into a temporary.
awaitable<char> first(const char *Name) {
  co_await nap();
  co_return *Name;
}
awaitable<void> run() {
  auto Task = first(std::string(Text).c_str());
  co_await nap();
  co_await std::move(Task);
}
#else
// An object that only a guard keeps.
struct Session : std::enable_shared_from_this<Session> {
  std::string Name = Text;
  awaitable<std::size_t> send() {
    co_await nap();
    co_return Name.size() + Name.front();
  }
  awaitable<std::size_t> start() {
    auto Self = shared_from_this();
    return send();
  }
};
std::shared_ptr<Session> Only;
awaitable<void> run() {
  Only = std::make_shared<Session>();
  asio::post(co_await asio::this_coro::executor, [] { Only = nullptr; });
  co_await Only->start();
}
#endif

int main() {
  asio::io_context Context;
  asio::co_spawn(Context, run(), asio::detached);
  Context.run();
  std::cout << "done" << std::endl;
}
