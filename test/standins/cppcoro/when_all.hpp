// Stand-in for cppcoro's when_all.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <cppcoro/fmap.hpp>
#include <cppcoro/when_all_ready.hpp>

#include <functional>
#include <tuple>
#include <utility>
#include <vector>

namespace cppcoro {
template <
    typename... Awaitables,
    std::enable_if_t<std::conjunction_v<is_awaitable<detail::unwrap_reference_t<
                         std::remove_reference_t<Awaitables>>>...>,
                     int> = 0>
[[nodiscard]] auto when_all(Awaitables &&...As) {
  return fmap(
      [](auto &&Tuple) {
        return std::apply(
            [](auto &&...Tasks) {
              return std::make_tuple(
                  static_cast<decltype(Tasks)>(Tasks).non_void_result()...);
            },
            static_cast<decltype(Tuple)>(Tuple));
      },
      when_all_ready(std::forward<Awaitables>(As)...));
}

template <typename Awaitable,
          typename Result = typename awaitable_traits<
              detail::unwrap_reference_t<Awaitable>>::await_result_t,
          std::enable_if_t<std::is_void_v<Result>, int> = 0>
[[nodiscard]] auto when_all(std::vector<Awaitable> As) {
  return fmap(
      [](auto &&Tasks) {
        for (auto &Task : Tasks)
          Task.result();
      },
      when_all_ready(std::move(As)));
}

template <typename Awaitable,
          typename Result = typename awaitable_traits<
              detail::unwrap_reference_t<Awaitable>>::await_result_t,
          std::enable_if_t<!std::is_void_v<Result>, int> = 0>
[[nodiscard]] auto when_all(std::vector<Awaitable> As) {
  using result_t = std::conditional_t<
      std::is_lvalue_reference_v<Result>,
      std::reference_wrapper<std::remove_reference_t<Result>>,
      std::remove_reference_t<Result>>;
  return fmap(
      [](auto &&Tasks) {
        std::vector<result_t> Results;
        Results.reserve(Tasks.size());
        for (auto &Task : Tasks)
          Results.emplace_back(std::move(Task).result());
        return Results;
      },
      when_all_ready(std::move(As)));
}
} // namespace cppcoro
