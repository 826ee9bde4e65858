// Stand-in for Seastar's switch_to.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/scheduling.hh>

namespace seastar::coroutine {
struct [[nodiscard("must co_await a switch_to object")]] switch_to final {
  explicit switch_to(scheduling_group) noexcept {}
  switch_to(const switch_to &) = delete;
  switch_to(switch_to &&) = delete;
  bool await_ready() const noexcept { return true; }
  template <typename T> void await_suspend(std::coroutine_handle<T>) noexcept {}
  scheduling_group await_resume() { return {}; }
};
} // namespace seastar::coroutine
