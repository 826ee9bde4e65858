// A future of one's own, described by home_future.yaml: awaitable by name, any
// number of times.
#ifndef HOME_FUTURE_H
#define HOME_FUTURE_H

#include "home_task.h"
#include <chrono>
#include <tuple>
#include <vector>

namespace home {

enum class status { timeout, ready };

template <typename T> struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <typename T = void> class future {
public:
  future();
  awaiter<T> operator co_await() const;
  T get();
  void wait() const;
  status wait_for(std::chrono::milliseconds) const;
  bool is_ready() const;
  bool valid() const;
  template <typename F> future<> then(F &&) { return {}; }
  future via(int Executor) &&;
};

template <typename T> bool is_complete(const future<T> &);
template <typename T> future<T> make_ready(T);
// Complete when its operands are; what it gives is the operands.
template <typename T>
future<std::vector<future<T>>> join(std::vector<future<T>> &);
template <typename T>
future<std::vector<future<T>>> join(std::vector<future<T>> &&);
template <typename I> future<> join_between(I Begin, I End);
template <typename... T> future<std::tuple<future<T>...>> join(future<T> &...);
template <typename... T> future<std::tuple<future<T>...>> join(future<T> &&...);
// Gives the one that was first.
template <typename T> future<future<T>> when_any(std::vector<future<T>> &);
// Wraps.
template <typename T> future<T> on(int Executor, future<T> &&);
template <typename T> task<T> with_timeout(future<T>);

} // namespace home

#endif // HOME_FUTURE_H
