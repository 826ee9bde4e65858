// Stand-in for cppcoro's inline_scheduler.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

namespace cppcoro {
class inline_scheduler {
public:
  inline_scheduler() noexcept = default;
  cppcoro::suspend_never schedule() const noexcept { return {}; }
};
} // namespace cppcoro
