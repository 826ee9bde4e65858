// Stand-in for folly's WithCancellation.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/CancellationToken.h>
#include <folly/lang/CustomizationPoint.h>

namespace folly {
namespace coro {
namespace detail {
namespace adl {
// Most awaitables know nothing of cancellation.
template <typename Awaitable>
Awaitable &&co_withCancellation(const folly::CancellationToken &,
                                Awaitable &&A) noexcept {
  return static_cast<Awaitable &&>(A);
}

struct WithCancellationFunction {
  template <typename Awaitable>
  auto operator()(const folly::CancellationToken &Token, Awaitable &&A) const
      -> decltype(co_withCancellation(Token, static_cast<Awaitable &&>(A))) {
    return co_withCancellation(Token, static_cast<Awaitable &&>(A));
  }
  template <typename Awaitable>
  auto operator()(folly::CancellationToken &&Token, Awaitable &&A) const
      -> decltype(co_withCancellation(std::move(Token),
                                      static_cast<Awaitable &&>(A))) {
    return co_withCancellation(std::move(Token), static_cast<Awaitable &&>(A));
  }
};
} // namespace adl
} // namespace detail
FOLLY_DEFINE_CPO(detail::adl::WithCancellationFunction, co_withCancellation)
} // namespace coro
} // namespace folly
