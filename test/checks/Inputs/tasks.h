// Coroutine types as people write them at home: nothing here is known by name.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace home {

template <typename T> struct result_of_promise {
  T Value{};
  template <typename U> void return_value(U &&V) { Value = std::forward<U>(V); }
};
template <> struct result_of_promise<void> {
  void return_void() {}
};

/// Runs when awaited.
template <typename T = void> class task {
public:
  struct promise_type : result_of_promise<T> {
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
  };

  task() = default;
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  task &operator=(task &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~task() {
    if (Handle)
      Handle.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
    return Handle;
  }
  T await_resume() {
    if constexpr (!std::is_void_v<T>)
      return std::move(Handle.promise().Value);
  }

private:
  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Runs at once, and can be awaited.
template <typename T = void> class eager {
public:
  struct promise_type : result_of_promise<T> {
    eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
  };
  struct awaiter {
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    T await_resume() { return T(); }
  };
  awaiter operator co_await() const noexcept { return {}; }
};

/// Its first suspension is a type of its own, so nobody can tell when it runs.
class scheduled {
public:
  struct on_pool {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() noexcept {}
  };
  struct promise_type {
    scheduled get_return_object() { return {}; }
    on_pool initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  on_pool operator co_await() noexcept { return {}; }
};

/// Nobody can await it.
struct oneway {
  struct promise_type {
    oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() {}
  };
};

} // namespace home
