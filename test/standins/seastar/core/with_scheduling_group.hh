// Stand-in for Seastar's with_scheduling_group.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <seastar/core/scheduling.hh>

namespace seastar {
template <typename Func, typename... Args>
auto with_scheduling_group(scheduling_group, Func F, Args &&...As) noexcept {
  return futurize_invoke(F, std::forward<Args>(As)...);
}
} // namespace seastar
