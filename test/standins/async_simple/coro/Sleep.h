// Stand-in for async_simple's Sleep.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include "async_simple/coro/Lazy.h"

#include <chrono>

namespace async_simple::coro {
template <typename Rep, typename Period>
Lazy<void> sleep(std::chrono::duration<Rep, Period>) {
  co_return;
}
} // namespace async_simple::coro
