// Stand-in for cppcoro's async_latch.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/async_manual_reset_event.hpp>

#include <cstddef>

namespace cppcoro {
class async_latch {
public:
  async_latch(std::ptrdiff_t InitialCount) noexcept
      : Count(InitialCount), Event(InitialCount <= 0) {}
  bool is_ready() const noexcept { return Event.is_set(); }
  void count_down(std::ptrdiff_t N = 1) noexcept {
    Count -= N;
    if (Count <= 0)
      Event.set();
  }
  auto operator co_await() const noexcept { return Event.operator co_await(); }

private:
  std::ptrdiff_t Count;
  async_manual_reset_event Event;
};
} // namespace cppcoro
