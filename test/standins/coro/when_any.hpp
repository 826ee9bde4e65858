// Stand-in for libcoro's when_any.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/concepts/awaitable.hpp"
#include "coro/concepts/range_of.hpp"
#include "coro/detail/task_self_deleting.hpp"
#include "coro/event.hpp"
#include "coro/task.hpp"

#include <coroutine>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <variant>

namespace coro {
namespace detail {
template <typename T> struct when_any_variant_traits {
  using type = T;
};
template <> struct when_any_variant_traits<void> {
  using type = std::monostate;
};
template <typename awaitable_type>
using when_any_element_t = typename when_any_variant_traits<std::remove_cvref_t<
    typename concepts::awaitable_traits<awaitable_type>::awaiter_return_type>>::
    type;

// What the losers write to once the caller is gone.
template <typename result_type> struct when_any_state {
  std::optional<result_type> Result;
  coro::event Done;
};

template <std::size_t index, typename result_type, typename awaitable_type>
auto make_when_any_task(std::shared_ptr<when_any_state<result_type>> State,
                        awaitable_type A) -> task_self_deleting {
  using element_type = when_any_element_t<awaitable_type>;
  auto finish = [&State](element_type Value) {
    if (State->Result)
      return;
    if constexpr (std::is_same_v<result_type, element_type>)
      State->Result.emplace(std::move(Value));
    else
      State->Result.emplace(std::in_place_index<index>, std::move(Value));
    State->Done.set();
  };
  if constexpr (std::is_same_v<element_type, std::monostate>) {
    co_await static_cast<awaitable_type &&>(A);
    finish({});
  } else {
    finish(co_await static_cast<awaitable_type &&>(A));
  }
}
} // namespace detail

template <concepts::awaitable... awaitable_type>
[[nodiscard]] auto when_any(awaitable_type... Awaitables)
    -> coro::task<std::variant<detail::when_any_element_t<awaitable_type>...>> {
  using result_type =
      std::variant<detail::when_any_element_t<awaitable_type>...>;
  auto State = std::make_shared<detail::when_any_state<result_type>>();
  [&]<std::size_t... indices>(std::index_sequence<indices...>) {
    (detail::make_when_any_task<indices>(State, std::move(Awaitables))
         .handle()
         .resume(),
     ...);
  }(std::index_sequence_for<awaitable_type...>{});
  co_await State->Done;
  co_return std::move(*State->Result);
}

template <concepts::awaitable... awaitable_type>
[[nodiscard]] auto when_any(std::stop_source Stop, awaitable_type... Awaitables)
    -> coro::task<std::variant<detail::when_any_element_t<awaitable_type>...>> {
  auto Result = co_await when_any(std::move(Awaitables)...);
  Stop.request_stop();
  co_return Result;
}

template <concepts::range range_type,
          concepts::awaitable awaitable_type = typename range_type::value_type,
          typename return_type =
              std::remove_cvref_t<typename concepts::awaitable_traits<
                  awaitable_type>::awaiter_return_type>>
[[nodiscard]] auto when_any(range_type Awaitables) -> coro::task<return_type> {
  using result_type = detail::when_any_element_t<awaitable_type>;
  auto State = std::make_shared<detail::when_any_state<result_type>>();
  for (auto &&A : Awaitables)
    detail::make_when_any_task<0>(State, std::move(A)).handle().resume();
  co_await State->Done;
  if constexpr (!std::is_void_v<return_type>)
    co_return std::move(*State->Result);
}

template <concepts::range range_type,
          concepts::awaitable awaitable_type = typename range_type::value_type,
          typename return_type =
              std::remove_cvref_t<typename concepts::awaitable_traits<
                  awaitable_type>::awaiter_return_type>>
[[nodiscard]] auto when_any(std::stop_source Stop, range_type Awaitables)
    -> coro::task<return_type> {
  if constexpr (std::is_void_v<return_type>) {
    co_await when_any(std::move(Awaitables));
    Stop.request_stop();
  } else {
    auto Result = co_await when_any(std::move(Awaitables));
    Stop.request_stop();
    co_return Result;
  }
}
} // namespace coro
