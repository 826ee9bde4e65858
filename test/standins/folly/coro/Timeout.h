// Stand-in for folly's Timeout.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

#include <cstddef>
#include <utility>

namespace folly::coro {
// Nothing ever takes too long here.
template <typename SemiAwaitable, typename Duration,
          typename TimekeeperPtr = std::nullptr_t>
Task<drop_unit_t<semi_await_result_t<SemiAwaitable>>>
timeout(SemiAwaitable A, Duration, TimekeeperPtr = nullptr) {
  if constexpr (std::is_void_v<drop_unit_t<semi_await_result_t<SemiAwaitable>>>)
    co_await std::move(A);
  else
    co_return co_await std::move(A);
}
template <typename SemiAwaitable, typename Duration,
          typename TimekeeperPtr = std::nullptr_t>
Task<drop_unit_t<semi_await_result_t<SemiAwaitable>>>
timeoutNoDiscard(SemiAwaitable A, Duration D, TimekeeperPtr Keeper = nullptr) {
  return timeout(std::move(A), D, Keeper);
}
} // namespace folly::coro
