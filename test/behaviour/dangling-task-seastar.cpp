// What `then` and `with_lock` destroy at the first suspension, the library's wrapper
// keeps: the captures are read when they are gone before, and are there after. What a
// chain adds behind, and what counts its calls, goes on as it did. Where nothing is
// awaited in the expression, the captures are parameters.
// REQUIRES: asan
// RUN: %behaviour %s %t -- -isystem %standins -pthread
// CHECKS: async-dangling-task
// FLAGS: -fsanitize=address
// BEFORE: exit 1
// AFTER: stdout then: a name that is too long to be kept inline 1
// AFTER: stdout with_lock: a name that is too long to be kept inline
// AFTER: stdout chained: 42, finally
// AFTER: stdout later: a name that is too long to be kept inline 3, 1
// AFTER: stdout by reference: a name that is too long to be kept inline!
#include <chrono>
#include <iostream>
#include <seastar/core/app-template.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/sleep.hh>
#include <string>

using seastar::future;
static future<> nap() { return seastar::sleep(std::chrono::milliseconds(1)); }
static int Calls;
static future<int> load(int Id) {
  ++Calls;
  co_await nap();
  co_return Id;
}

static future<> all(std::string Name) {
  seastar::shared_mutex Mutex;
  co_await load(1).then([Name](int Id) -> future<> {
    co_await nap();
    std::cout << "then: " << Name << ' ' << Id << '\n';
  });
  co_await seastar::with_lock(Mutex, [Name]() -> future<> {
    co_await nap();
    std::cout << "with_lock: " << Name << '\n';
  });
  co_await load(2)
      .then([Name](int Id) -> future<> {
        co_await nap();
        std::cout << "chained: " << Name.size() + Id - 1 << ", ";
      })
      .finally([] { std::cout << "finally\n"; });
  int Rounds = 0;
  auto Later = load(3).then([Name, Rounds](int Id) mutable -> future<> {
    co_await nap();
    std::cout << "later: " << Name << ' ' << Id << ", " << ++Rounds << '\n';
  });
  co_await std::move(Later);
  auto Changes = nap().then([&Name, Own = Name]() -> future<> {
    co_await nap();
    Name = Own + '!';
  });
  co_await std::move(Changes);
  std::cout << "by reference: " << Name << '\n';
}

int main(int argc, char **argv) {
  seastar::app_template App;
  const int Status = App.run(argc, argv, [] {
    return all("a name that is too long to be kept inline");
  });
  return Status || Calls != 3;
}
