// A stand-in for HPX's futures, which are tasks of its own threads.
#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace hpx {

template <typename T> class shared_future;

template <typename T> class future {
public:
  future() noexcept = default;
  future(future &&) noexcept = default;
  future &operator=(future &&) noexcept = default;
  T get();
  void wait() const;
  bool is_ready() const noexcept;
  shared_future<T> share();
  template <typename F> future<std::invoke_result_t<F, future>> then(F &&) {
    return {};
  }

  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <typename T> class shared_future {
public:
  const T &get() const;
  bool is_ready() const noexcept;
  template <typename F>
  future<std::invoke_result_t<F, shared_future>> then(F &&) const {
    return {};
  }
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <typename T> class promise {
public:
  future<T> get_future();
  void set_value(T);
};

template <typename T> future<T> make_exceptional_future(std::exception_ptr) {
  return {};
}
template <typename Range> future<Range> when_all(Range &&) { return {}; }
template <typename... T> void wait_all(future<T> &...) {}

template <int..., typename T>
future<std::decay_t<T>> make_ready_future(T &&) {
  return {};
}
template <typename T, typename U> future<T> make_ready_future(U &&) {
  return {};
}
inline future<void> make_ready_future() { return {}; }

template <typename F, typename... Args>
  requires std::is_invocable_v<F, Args...>
future<std::invoke_result_t<F, Args...>> async(F &&, Args &&...) {
  return {};
}
template <typename Executor, typename F, typename... Args>
  requires std::is_invocable_v<F, Args...>
future<std::invoke_result_t<F, Args...>> async(Executor &&, F &&, Args &&...) {
  return {};
}
template <typename F> void post(F &&) {}
template <typename F, typename... T>
future<std::invoke_result_t<F, future<T>...>> dataflow(F &&, future<T>...) {
  return {};
}

namespace parallel::execution {
class io_pool_executor {};
} // namespace parallel::execution

namespace this_thread {
void sleep_for(const std::chrono::nanoseconds &Time);
} // namespace this_thread

namespace detail {
template <typename T> struct promise_base {
  future<T> get_return_object() { return {}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept {}
};
} // namespace detail

} // namespace hpx

template <typename T, typename... Args>
struct std::coroutine_traits<hpx::future<T>, Args...> {
  struct promise_type : hpx::detail::promise_base<T> {
    template <typename U> void return_value(U &&) {}
  };
};
template <typename... Args>
struct std::coroutine_traits<hpx::future<void>, Args...> {
  struct promise_type : hpx::detail::promise_base<void> {
    void return_void() {}
  };
};
