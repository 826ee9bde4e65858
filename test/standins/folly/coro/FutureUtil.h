// Stand-in for folly's FutureUtil.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

#include <utility>

namespace folly {
namespace coro {
struct ToTaskFn {
  template <typename SemiAwaitable>
  Task<semi_await_result_t<SemiAwaitable>> operator()(SemiAwaitable A) const {
    co_return co_await std::move(A);
  }
  Task<void> operator()(folly::Future<Unit> F) const { co_await std::move(F); }
  Task<void> operator()(folly::SemiFuture<Unit> F) const {
    co_await std::move(F);
  }
};
inline constexpr ToTaskFn toTask{};

template <typename V>
Task<drop_unit_t<V>> toTaskInterruptOnCancel(folly::Future<V> F) {
  return toTask(std::move(F));
}
template <typename V>
Task<drop_unit_t<V>> toTaskInterruptOnCancel(folly::SemiFuture<V> F) {
  return toTask(std::move(F));
}
template <typename SemiAwaitable>
folly::SemiFuture<lift_unit_t<semi_await_result_t<SemiAwaitable>>>
toSemiFuture(SemiAwaitable &&A) {
  return toTask(std::move(A)).semi();
}
} // namespace coro
} // namespace folly
