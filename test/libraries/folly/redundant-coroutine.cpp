// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused
// REQUIRES: llvm-22

// All silent: tasks are marked as coro_await_elidable, which clang knows since 20.

#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <string>

folly::coro::Task<int> load(int Id);
folly::coro::Task<int> find(const std::string &Name);
folly::coro::Task<void> save(int Id);

folly::coro::Task<int> passedOn(int Id) {
  co_return co_await load(Id);
}
folly::coro::Task<void> last(int Id) {
  co_await save(Id);
}

folly::coro::Task<int> ofItsOwn(std::string Name) { co_return co_await find(Name); }
folly::coro::Task<void> handles(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

folly::coro::Task<void> sleeps(std::chrono::milliseconds Time) {
  co_await folly::coro::sleep(Time);
}
folly::SemiFuture<int> fetch(int Id);
folly::coro::Task<int> ofAFuture(int Id) { co_return co_await fetch(Id); }
// folly's makeTask is a coroutine itself.
folly::coro::Task<int> constant() { co_return 42; }
folly::coro::Task<void> idle() { co_return; }
