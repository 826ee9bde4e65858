// Stand-in for folly's DetachOnCancel.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/coro/Task.h>

#include <utility>

namespace folly {
namespace coro {
template <typename Awaitable>
Task<semi_await_result_t<Awaitable>> detachOnCancel(Awaitable A) {
  co_return co_await std::move(A);
}
} // namespace coro
} // namespace folly
