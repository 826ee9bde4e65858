// Stand-in for cppcoro's when_all_ready.hpp: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/detail/when_all_ready_awaitable.hpp>
#include <cppcoro/is_awaitable.hpp>

#include <tuple>
#include <utility>
#include <vector>

namespace cppcoro {
template <
    typename... Awaitables,
    std::enable_if_t<std::conjunction_v<is_awaitable<detail::unwrap_reference_t<
                         std::remove_reference_t<Awaitables>>>...>,
                     int> = 0>
[[nodiscard]] auto when_all_ready(Awaitables &&...As) {
  return detail::when_all_ready_awaitable<std::tuple<detail::when_all_task<
      typename awaitable_traits<detail::unwrap_reference_t<
          std::remove_reference_t<Awaitables>>>::await_result_t>...>>(
      std::make_tuple(
          detail::make_when_all_task(std::forward<Awaitables>(As))...));
}

template <typename Awaitable,
          typename Result = typename awaitable_traits<
              detail::unwrap_reference_t<Awaitable>>::await_result_t>
[[nodiscard]] auto when_all_ready(std::vector<Awaitable> As) {
  std::vector<detail::when_all_task<Result>> Tasks;
  Tasks.reserve(As.size());
  for (auto &A : As)
    Tasks.emplace_back(detail::make_when_all_task(std::move(A)));
  return detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task<Result>>>(std::move(Tasks));
}
} // namespace cppcoro
