// Stand-in for folly's Invoke.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/lang/CustomizationPoint.h>

#include <functional>
#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
namespace detail {
// Keeps the callable and its arguments alive for the task they make.
template <typename R, typename F, typename... A> R invokeImpl(F Fn, A... As) {
  if constexpr (requires(R &Result) { Result.next(); }) {
    auto Inner = std::invoke(Fn, static_cast<A &&>(As)...);
    while (auto Item = co_await Inner.next())
      co_yield *std::move(Item);
  } else {
    co_return co_await std::invoke(Fn, static_cast<A &&>(As)...);
  }
}
} // namespace detail

struct co_invoke_fn {
  template <typename F, typename... A>
  constexpr auto operator()(F &&Fn, A &&...As) const
      -> std::invoke_result_t<F, A...> {
    return detail::invokeImpl<std::invoke_result_t<F, A...>, std::decay_t<F>,
                              std::decay_t<A>...>(static_cast<F &&>(Fn),
                                                  static_cast<A &&>(As)...);
  }
};
FOLLY_DEFINE_CPO(co_invoke_fn, co_invoke)
} // namespace coro
} // namespace folly
