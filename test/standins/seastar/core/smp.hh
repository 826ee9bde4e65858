// Stand-in for Seastar's smp.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <type_traits>
#include <utility>
#include <vector>

namespace seastar {
using shard_id = unsigned;
inline shard_id this_shard_id() noexcept { return 0; }
inline unsigned this_smp_shard_count() noexcept { return 1; }

// One shard.
class smp {
public:
  static inline unsigned count = 1;
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned,
                                                          Func &&F) noexcept {
    return futurize_invoke(std::forward<Func>(F));
  }
  template <typename Func> static future<> invoke_on_all(Func &&F) noexcept {
    return futurize_invoke(std::forward<Func>(F)).discard_result();
  }
  template <typename Func> static future<> invoke_on_others(Func &&F) noexcept {
    return make_ready_future<>();
  }
  static std::vector<unsigned> all_cpus() { return {0}; }
};
} // namespace seastar
