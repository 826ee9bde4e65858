// What is written is called by the program's own name of the library, also where a
// namespace of its own hides that.
// RUN: %behaviour %s %t -- -isystem %standins
// CHECKS: async-blocking-call
// BEFORE: stdout slept, other,
// AFTER: stdout other, slept,
#include <chrono>
#include <cstdio>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <thread>

namespace co = folly::coro;

namespace shop {
namespace folly {
constexpr int Version = 1;
}

co::Task<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  std::printf("slept%s", folly::Version ? ", " : "");
  co_return;
}
co::Task<void> other() {
  std::printf("other, ");
  co_return;
}
} // namespace shop

int main() {
  co::blockingWait(co::collectAll(shop::sleeps(), shop::other()));
  std::printf("\n");
}
