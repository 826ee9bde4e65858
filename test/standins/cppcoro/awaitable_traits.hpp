// Stand-in for cppcoro's awaitable_traits.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <type_traits>
#include <utility>

namespace cppcoro {
namespace detail {
template <typename T>
concept has_awaiter_members = requires(T &&Value) {
  Value.await_ready();
  Value.await_resume();
};

template <typename T>
auto get_awaiter_impl(T &&Value, int)
    -> decltype(static_cast<T &&>(Value).operator co_await()) {
  return static_cast<T &&>(Value).operator co_await();
}
template <typename T>
auto get_awaiter_impl(T &&Value, long)
    -> decltype(operator co_await(static_cast<T &&>(Value))) {
  return operator co_await(static_cast<T &&>(Value));
}
template <has_awaiter_members T> T &&get_awaiter_impl(T &&Value, ...) noexcept {
  return static_cast<T &&>(Value);
}
template <typename T>
auto get_awaiter(T &&Value)
    -> decltype(detail::get_awaiter_impl(static_cast<T &&>(Value), 0)) {
  return detail::get_awaiter_impl(static_cast<T &&>(Value), 0);
}

template <typename T> struct remove_rvalue_reference {
  using type = T;
};
template <typename T> struct remove_rvalue_reference<T &&> {
  using type = T;
};
template <typename T>
using remove_rvalue_reference_t = typename remove_rvalue_reference<T>::type;
} // namespace detail

template <typename T, typename = void> struct awaitable_traits {};
template <typename T>
struct awaitable_traits<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>> {
  using awaiter_t = decltype(detail::get_awaiter(std::declval<T>()));
  using await_result_t = decltype(std::declval<awaiter_t>().await_resume());
};
} // namespace cppcoro
