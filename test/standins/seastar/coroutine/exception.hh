// Stand-in for Seastar's exception.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace seastar {
namespace internal {
struct exception_awaiter {
  std::exception_ptr Error;
  bool await_ready() const noexcept { return false; }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> H) noexcept {
    H.promise().set_exception(std::move(Error));
    H.destroy();
  }
  void await_resume() noexcept {}
};
} // namespace internal

namespace coroutine {
struct exception {
  std::exception_ptr eptr;
  explicit exception(std::exception_ptr Error) noexcept
      : eptr(std::move(Error)) {}
};
[[nodiscard]] inline exception
return_exception_ptr(std::exception_ptr Error) noexcept {
  return exception(std::move(Error));
}
template <typename T> [[nodiscard]] exception return_exception(T &&E) noexcept {
  return exception(std::make_exception_ptr(std::forward<T>(E)));
}
inline auto operator co_await(exception E) noexcept {
  return internal::exception_awaiter{std::move(E.eptr)};
}
} // namespace coroutine
} // namespace seastar
