// Stand-in for libcoro's latch.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/event.hpp"

#include <cstddef>
#include <cstdint>

namespace coro {
class latch {
public:
  latch(std::int64_t Count) noexcept : Count(Count), Event(Count <= 0) {}
  latch(const latch &) = delete;

  auto is_ready() const noexcept -> bool { return Event.is_set(); }
  auto remaining() const noexcept -> std::size_t { return Count; }
  auto count_down(std::int64_t N = 1) noexcept -> void {
    Count -= N;
    if (Count <= 0)
      Event.set();
  }
  template <concepts::executor executor_type>
  auto count_down(std::unique_ptr<executor_type> &E,
                  std::int64_t N = 1) noexcept -> void {
    Count -= N;
    if (Count <= 0)
      Event.set(E);
  }
  auto operator co_await() const noexcept -> event::awaiter {
    return Event.operator co_await();
  }

private:
  std::int64_t Count;
  event Event;
};
} // namespace coro
