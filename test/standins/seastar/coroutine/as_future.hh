// Stand-in for Seastar's as_future.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {
template <bool CheckPreempt, typename T>
class [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE as_future_awaiter {
  seastar::future<T> _future;

public:
  explicit as_future_awaiter(seastar::future<T> &&F) noexcept
      : _future(std::move(F)) {}
  as_future_awaiter(const as_future_awaiter &) = delete;
  as_future_awaiter(as_future_awaiter &&) = delete;
  bool await_ready() const noexcept { return _future.available(); }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> H) noexcept {
    _future.when_ready([H] { H.promise().run_and_dispose(); });
  }
  seastar::future<T> await_resume() { return std::move(_future); }
};
} // namespace internal

namespace coroutine {
template <typename T = void> auto as_future(seastar::future<T> &&F) noexcept {
  return seastar::internal::as_future_awaiter<true, T>(std::move(F));
}
template <typename T = void>
auto as_future_without_preemption_check(seastar::future<T> &&F) noexcept {
  return seastar::internal::as_future_awaiter<false, T>(std::move(F));
}
} // namespace coroutine
} // namespace seastar
