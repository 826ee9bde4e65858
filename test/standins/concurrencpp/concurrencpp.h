// Stand-in for concurrencpp: the names and shapes the checks look at, nothing
// else. Results are there at once.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

namespace concurrencpp {
template <typename T> class result;

namespace details {
struct result_promise {
  std::exception_ptr Error;
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  result<void> get_return_object() noexcept;
};

struct null_result_promise {
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() const noexcept {}
};
} // namespace details

template <> class result<void> {
public:
  using handle = std::coroutine_handle<details::result_promise>;
  explicit result(handle Handle) : Handle(Handle) {}
  result(result &&Other) noexcept : Handle(Other.Handle) {
    Other.Handle = nullptr;
  }
  ~result() {
    if (Handle)
      Handle.destroy();
  }

  struct awaitable {
    handle Handle;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const {
      if (Handle.promise().Error)
        std::rethrow_exception(Handle.promise().Error);
    }
  };
  awaitable operator co_await() const noexcept { return {Handle}; }
  void get() { operator co_await().await_resume(); }

  // Gives the result itself, complete.
  struct resolve_awaitable {
    handle Handle;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    result await_resume() const { return result(Handle); }
  };
  resolve_awaitable resolve() { return {std::exchange(Handle, nullptr)}; }

private:
  handle Handle;
};

inline result<void> details::result_promise::get_return_object() noexcept {
  return result<void>(
      std::coroutine_handle<result_promise>::from_promise(*this));
}

struct null_result {};

class executor {
public:
  template <typename F> result<void> submit(F Work) {
    Work();
    co_return;
  }
};
} // namespace concurrencpp

template <typename... Args>
struct std::coroutine_traits<concurrencpp::result<void>, Args...> {
  using promise_type = concurrencpp::details::result_promise;
};

template <typename... Args>
struct std::coroutine_traits<concurrencpp::null_result, Args...> {
  struct promise_type : concurrencpp::details::null_result_promise {
    concurrencpp::null_result get_return_object() const noexcept { return {}; }
  };
};
