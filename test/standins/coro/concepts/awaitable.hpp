// Stand-in for libcoro's awaitable.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace coro::concepts {
template <typename type, typename... types>
concept in_types = (std::same_as<type, types> || ...);

template <typename type>
concept awaiter = requires(type T, std::coroutine_handle<> C) {
  { T.await_ready() } -> std::same_as<bool>;
  { T.await_suspend(C) } -> in_types<void, bool, std::coroutine_handle<>>;
  { T.await_resume() };
};
template <typename type>
concept member_co_await_awaitable = requires(type T) {
  { T.operator co_await() } -> awaiter;
};
template <typename type>
concept global_co_await_awaitable = requires(type T) {
  { operator co_await(T) } -> awaiter;
};
template <typename type>
concept awaitable = member_co_await_awaitable<type> ||
                    global_co_await_awaitable<type> || awaiter<type>;

template <awaitable awaitable> auto get_awaiter(awaitable &&Value) {
  if constexpr (member_co_await_awaitable<awaitable>)
    return std::forward<awaitable>(Value).operator co_await();
  else if constexpr (global_co_await_awaitable<awaitable>)
    return operator co_await(std::forward<awaitable>(Value));
  else
    return std::forward<awaitable>(Value);
}

template <awaitable awaitable, typename = void> struct awaitable_traits {
  using awaiter_type = decltype(get_awaiter(std::declval<awaitable>()));
  using awaiter_return_type =
      decltype(std::declval<awaiter_type>().await_resume());
};
} // namespace coro::concepts
