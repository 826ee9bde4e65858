// Stand-in for Seastar's scheduling.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/future.hh>

namespace seastar {
class scheduling_group {
public:
  scheduling_group() noexcept = default;
  bool active() const noexcept { return true; }
  friend bool operator==(scheduling_group, scheduling_group) { return true; }
};
inline scheduling_group current_scheduling_group() noexcept { return {}; }
inline scheduling_group default_scheduling_group() noexcept { return {}; }
} // namespace seastar
