// Stand-in for folly's Traits.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/Coroutine.h>

#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
namespace detail {
template <typename T>
concept member_co_await =
    requires(T &&Value) { static_cast<T &&>(Value).operator co_await(); };
template <typename T>
concept free_co_await =
    requires(T &&Value) { operator co_await(static_cast<T &&>(Value)); };

template <typename T> using decay_rvalue_reference_t = std::remove_cvref_t<T>;
} // namespace detail

template <typename T>
inline constexpr bool is_awaiter_v = requires(T &Value) {
  Value.await_ready();
  Value.await_resume();
};
template <typename T>
inline constexpr bool is_awaitable_v =
    detail::member_co_await<T> || detail::free_co_await<T> || is_awaiter_v<T>;

struct get_awaiter_fn {
  template <typename T> decltype(auto) operator()(T &&Value) const {
    if constexpr (detail::member_co_await<T>)
      return static_cast<T &&>(Value).operator co_await();
    else if constexpr (detail::free_co_await<T>)
      return operator co_await(static_cast<T &&>(Value));
    else
      return static_cast<T &&>(Value);
  }
};
inline constexpr get_awaiter_fn get_awaiter{};

template <typename T>
using awaiter_type_t = decltype(get_awaiter(std::declval<T>()));
template <typename T>
using await_result_t =
    decltype(std::declval<awaiter_type_t<T> &>().await_resume());
} // namespace coro

namespace ext {
// Types that must be awaited in the expression that makes them.
template <typename T>
inline constexpr bool must_use_immediately_v =
    requires { typename std::remove_cvref_t<T>::folly_must_use_immediately_t; };
} // namespace ext
} // namespace folly
