// Stand-in for folly's Semaphore.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Baton.h>
#include <folly/coro/Task.h>
#include <folly/coro/Timeout.h>

#include <cstddef>
#include <exception>

namespace folly {
namespace fibers {
class Semaphore {
public:
  explicit Semaphore(std::size_t Count) : Capacity(Count), Tokens(Count) {}
  Semaphore(const Semaphore &) = delete;

  void signal() {
    ++Tokens;
    Available.post();
  }
  // Blocks a thread that runs no fiber.
  void wait() {
    while (!try_wait())
      if (!folly::detail::RunQueue::instance().runOne())
        std::terminate();
  }
  bool try_wait() {
    if (Tokens == 0)
      return false;
    --Tokens;
    return true;
  }
  coro::Task<void> co_wait() {
    while (!try_wait()) {
      Available.reset();
      co_await Available;
    }
  }
  template <typename Duration>
  coro::Task<void> co_try_wait_for(Duration Timeout) {
    return folly::coro::timeoutNoDiscard(co_wait(), Timeout);
  }
  SemiFuture<Unit> future_wait() { return co_wait().semi(); }
  std::size_t getCapacity() const { return Capacity; }
  std::size_t getAvailableTokens() const { return Tokens; }

private:
  std::size_t Capacity;
  std::size_t Tokens;
  coro::Baton Available;
};
} // namespace fibers
} // namespace folly
