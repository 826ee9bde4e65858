// Frames that read what is dead: AddressSanitizer stops the program before the
// fixes, and has nothing to say after them. One kind is run at a time.
// RUN: %behaviour %s %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio, asan
// CHECKS: async-dangling-task
// FLAGS: -fsanitize=address -fsanitize-address-use-after-return=always -g1
// TIMEOUT: 30
// ARGUMENTS: 1
// ARGUMENTS: 2
// ARGUMENTS: 3
// ARGUMENTS: 4
// ARGUMENTS: 5
// ARGUMENTS: 6
// ARGUMENTS: 7
// ARGUMENTS: 8
// ARGUMENTS: 9
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

// A temporary.
awaitable<void> temporary() {
  auto Task = size(Text);
  co_await std::move(Task);
}

// A temporary, with something between.
awaitable<void> temporaryBetween() {
  auto Task = size(std::string(Text));
  co_await nap();
  co_await std::move(Task);
}

// A parameter.
awaitable<std::size_t> forward(std::string Name) { return size(Name); }
awaitable<void> parameter() {
  // Common ABIs let parameters live as long as the full expression.
  auto Task = forward(Text);
  co_await nap();
  co_await std::move(Task);
}

// A closure.
awaitable<void> closure() {
  auto Owner = std::make_unique<std::string>(Text);
  auto Task = [Name = std::move(Owner)]() -> awaitable<void> {
    co_await nap();
    if (Name->empty())
      co_return;
  }();
  co_await nap();
  co_await std::move(Task);
}

// An object.
struct Connection {
  std::string Name = Text;
  awaitable<std::size_t> send() {
    co_await nap();
    co_return Name.size() + Name.front();
  }
};
awaitable<void> object() {
  auto Task = Connection().send();
  co_await nap();
  co_await std::move(Task);
}

// A view of a temporary, in a container.
awaitable<char> first(std::string_view Name) {
  co_await nap();
  co_return Name.front();
}
awaitable<void> view() {
  std::vector<awaitable<char>> Tasks;
  Tasks.push_back(first(std::string(Text)));
  co_await nap();
  co_await std::move(Tasks.front());
}

// A local variable.
awaitable<std::size_t> load() {
  std::string Name = Text;
  return size(Name);
}
awaitable<void> local() { co_await load(); }

// A pointer into a temporary.
awaitable<char> firstAt(const char *Name) {
  co_await nap();
  co_return *Name;
}
awaitable<void> pointer() {
  auto Task = firstAt(std::string(Text).c_str());
  co_await nap();
  co_await std::move(Task);
}

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
awaitable<void> guard() {
  Only = std::make_shared<Session>();
  asio::post(co_await asio::this_coro::executor, [] { Only = nullptr; });
  co_await Only->start();
}

int main(int, char **Arguments) {
  awaitable<void> (*const Kinds[])() = {temporary, temporaryBetween, parameter,
                                        closure,   object,           view,
                                        local,     pointer,          guard};
  asio::io_context Context;
  asio::co_spawn(Context, Kinds[std::stoi(Arguments[1]) - 1](), asio::detached);
  Context.run();
  std::cout << "done" << std::endl;
}
