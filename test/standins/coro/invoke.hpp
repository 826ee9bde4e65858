// Stand-in for libcoro's invoke.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <utility>

namespace coro {
namespace detail {
template <typename functor_type, typename... args_types>
auto make_invoker_task(functor_type Functor, args_types &&...Args)
    -> decltype(Functor(std::forward<args_types>(Args)...)) {
  auto Task = Functor(std::forward<args_types>(Args)...);
  co_return co_await Task;
}
} // namespace detail

// Starts at once, as the original does.
template <typename functor_type, typename... args_types>
auto invoke(functor_type Functor, args_types &&...Args) -> decltype(auto) {
  auto Task = detail::make_invoker_task(std::forward<functor_type>(Functor),
                                        std::forward<args_types>(Args)...);
  Task.resume();
  return Task;
}
} // namespace coro
