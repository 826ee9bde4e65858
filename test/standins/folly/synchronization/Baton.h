// Stand-in for folly's Baton.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Executor.h>

#include <chrono>
#include <exception>

namespace folly {
// Blocks the thread: the coroutines' own is folly::coro::Baton.
template <bool MayBlock = true> class Baton {
public:
  void post() noexcept { Posted = true; }
  bool ready() const noexcept { return Posted; }
  bool try_wait() const noexcept { return Posted; }
  void reset() noexcept { Posted = false; }
  void wait() noexcept {
    while (!Posted)
      if (!folly::detail::RunQueue::instance().runOne())
        std::terminate();
  }
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period> &) noexcept {
    wait();
    return true;
  }
  template <typename Clock, typename Length>
  bool
  try_wait_until(const std::chrono::time_point<Clock, Length> &) noexcept {
    wait();
    return true;
  }

private:
  bool Posted = false;
};
} // namespace folly
