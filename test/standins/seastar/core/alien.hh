// Stand-in for Seastar's alien.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <future>
#include <utility>

namespace seastar::alien {
class instance {};

// For threads that are not Seastar's: a std::future, to be waited for.
template <typename Func> void run_on(instance &, unsigned, Func F) noexcept {
  F();
}
template <typename Func>
std::future<typename std::invoke_result_t<Func>::value_type>
submit_to(instance &, unsigned, Func F) {
  std::promise<typename std::invoke_result_t<Func>::value_type> P;
  P.set_value(F().get());
  return P.get_future();
}
} // namespace seastar::alien
