// A lazy task as people write it at home: known by its structure only.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <typename T = void> class task;

struct promise_base {
  std::coroutine_handle<> Continuation = std::noop_coroutine();
  std::exception_ptr Error;
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> Done) noexcept {
      return Done.promise().Continuation;
    }
    void await_resume() noexcept {}
  };
  std::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() { Error = std::current_exception(); }
};
template <typename T> struct promise : promise_base {
  std::optional<T> Value;
  task<T> get_return_object();
  void return_value(T V) { Value.emplace(std::move(V)); }
};
template <> struct promise<void> : promise_base {
  task<void> get_return_object();
  void return_void() {}
};

template <typename T> class task {
public:
  using promise_type = promise<T>;
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }
  void runHere() { Handle.resume(); }
  /// Of a task that has run.
  T result() {
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
    if constexpr (!std::is_void_v<T>)
      return std::move(*Handle.promise().Value);
  }
  auto operator co_await() && {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiting) {
        Handle.promise().Continuation = Waiting;
        return Handle;
      }
      T await_resume() {
        if (Handle.promise().Error)
          std::rethrow_exception(Handle.promise().Error);
        if constexpr (!std::is_void_v<T>)
          return std::move(*Handle.promise().Value);
      }
    };
    return awaiter{Handle};
  }

private:
  std::coroutine_handle<promise_type> Handle;
};
template <typename T> task<T> promise<T>::get_return_object() {
  return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> promise<void>::get_return_object() {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}
