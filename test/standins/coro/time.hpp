// Stand-in for libcoro's time.hpp: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <chrono>

namespace coro {
using clock = std::chrono::steady_clock;
using time_point = clock::time_point;
} // namespace coro
