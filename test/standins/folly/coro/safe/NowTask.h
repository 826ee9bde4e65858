// Stand-in for folly's NowTask.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/Task.h>

namespace folly::coro {
namespace detail {
template <typename T> class NowTaskPromise final : public TaskPromise<T> {
public:
  now_task<T> get_return_object() noexcept;
};
} // namespace detail

// Immovable: awaited in the expression that makes it, or not at all.
template <typename T> class FOLLY_CORO_TASK_ATTRS now_task final {
public:
  using promise_type = detail::NowTaskPromise<T>;
  using folly_must_use_immediately_t = void;

  now_task(now_task &&) = delete;
  now_task &operator=(now_task &&) = delete;

  Task<T> unwrap() && { return std::move(Inner); }

private:
  friend class detail::NowTaskPromise<T>;
  explicit now_task(Task<T> Inner) : Inner(std::move(Inner)) {}
  Task<T> Inner;
};
template <typename T = void> using NowTask = now_task<T>;

template <typename T>
now_task<T> detail::NowTaskPromise<T>::get_return_object() noexcept {
  return now_task<T>(TaskPromise<T>::get_return_object());
}
} // namespace folly::coro
