// A stand-in for the tasks of TON's actors.
#pragma once

#include <coroutine>
#include <utility>

namespace td {
struct Unit {};
} // namespace td

namespace td::actor {

template <class T = Unit> struct Task;
template <class T = Unit> struct StartedTask;

namespace detail {
template <class T> struct Awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};

template <class T> struct Promise {
  Task<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept {}
  void return_value(T) {}
  template <class U> Awaiter<U> await_transform(Task<U> &&) noexcept;
  template <class U> Awaiter<U> await_transform(StartedTask<U> &&) noexcept;
};
} // namespace detail

template <class T> struct [[nodiscard]] StartedTask {
  StartedTask(StartedTask &&) noexcept;
  ~StartedTask() noexcept;
  void detach() &&;
};

template <class T> struct [[nodiscard]] Task {
  using promise_type = detail::Promise<T>;
  Task(Task &&) noexcept;
  ~Task() noexcept;
  StartedTask<T> start() &&;
  StartedTask<T> start_immediate() &&;
};

} // namespace td::actor
