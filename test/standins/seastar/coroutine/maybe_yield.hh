// Stand-in for Seastar's maybe_yield.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {
namespace internal {
struct maybe_yield_awaiter final {
  bool await_ready() const { return !need_preempt(); }
  template <typename T>
  void await_suspend(std::coroutine_handle<T> H) noexcept {
    schedule(&H.promise());
  }
  void await_resume() {}
};
} // namespace internal

class [[nodiscard("must co_await an maybe_yield() object")]] maybe_yield {
public:
  auto operator co_await() { return internal::maybe_yield_awaiter(); }
};
} // namespace seastar::coroutine
