// Stand-in for Seastar's try_future.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {
// Ends the coroutine, without throwing, when the future failed.
template <bool CheckPreempt, typename T>
class [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE try_future_awaiter {
  seastar::future<T> _future;

public:
  explicit try_future_awaiter(seastar::future<T> &&F) noexcept
      : _future(std::move(F)) {}
  try_future_awaiter(const try_future_awaiter &) = delete;
  try_future_awaiter(try_future_awaiter &&) = delete;
  bool await_ready() const noexcept {
    return _future.available() && !_future.failed();
  }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> H) noexcept {
    _future.when_ready([this, H] {
      if (!_future.failed())
        return H.promise().run_and_dispose();
      H.promise().set_exception(_future.get_exception());
      H.destroy();
    });
  }
  T await_resume() {
    if constexpr (std::is_void_v<T>)
      _future.get();
    else
      return std::move(_future).get();
  }
};
} // namespace internal

namespace coroutine {
template <typename T> auto try_future(seastar::future<T> &&F) noexcept {
  return seastar::internal::try_future_awaiter<true, T>(std::move(F));
}
} // namespace coroutine
} // namespace seastar
