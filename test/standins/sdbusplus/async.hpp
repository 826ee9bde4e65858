// A stand-in for the tasks of sdbusplus.
#pragma once

#include <chrono>
#include <coroutine>
#include <utility>

namespace sdbusplus::async {

namespace task_ns {
template <typename T> class task;

template <typename T> struct promise_base {
  task<T> get_return_object();
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept {}
};
template <typename T> struct promise : promise_base<T> {
  void return_value(T) {}
};
template <> struct promise<void> : promise_base<void> {
  void return_void() {}
};

template <typename T> struct awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};

template <typename T> class task {
public:
  using promise_type = promise<T>;
  task(task &&) noexcept;
  ~task();
  friend awaitable<T> operator co_await(task &&) noexcept { return {}; }
};
} // namespace task_ns

template <typename T = void> using task = task_ns::task<T>;

class context {
public:
  void run();
  template <typename Sender> void spawn(Sender &&) {}
  bool request_stop() noexcept;
};

task<> sleep_for(context &Context, std::chrono::microseconds Time);

} // namespace sdbusplus::async
