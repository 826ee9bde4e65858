// Stand-in for Seastar's later.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <utility>

namespace seastar {
inline future<> now() { return make_ready_future<>(); }
inline future<> yield() noexcept {
  promise<> Done;
  auto Result = Done.get_future();
  internal::run_queue::instance().push(
      [Done = std::move(Done)]() mutable { Done.set_value(); });
  return Result;
}
inline future<> maybe_yield() noexcept { return make_ready_future<>(); }
} // namespace seastar
