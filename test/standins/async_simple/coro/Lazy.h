// Stand-in for async_simple: the names and shapes the checks look at, nothing
// else.
#pragma once

#include <coroutine>
#include <cstdio>
#include <exception>
#include <utility>

namespace async_simple {
class Executor {};

template <typename T> class Try {
public:
  bool hasError() const { return false; }
  void value() {}
};

namespace coro {
template <typename T = void> class Lazy;

namespace detail {
struct DetachedCoroutine {
  struct promise_type {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() {
      std::fputs("exception\n", stderr);
      throw;
    }
    DetachedCoroutine get_return_object() noexcept { return {}; }
  };
};
} // namespace detail

template <typename T> class RescheduleLazy {
public:
  template <typename F> void start(F &&Callback) {
    static_cast<F &&>(Callback)(Try<T>());
  }
  void detach() {}
};

template <typename T> class [[nodiscard]] Lazy {
public:
  struct promise_type {
    Lazy get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  struct awaiter {
    bool await_ready() noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() {}
  };
  awaiter operator co_await() { return {}; }
  template <typename F> void start(F &&Callback) {
    static_cast<F &&>(Callback)(Try<T>());
  }
  RescheduleLazy<T> via(Executor *) && { return {}; }
};

template <typename T> void syncAwait(Lazy<T> &&) {}
template <typename T> void syncAwait(Lazy<T> &&, Executor *) {}
} // namespace coro
} // namespace async_simple
