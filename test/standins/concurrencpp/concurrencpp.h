// Stand-in for concurrencpp: the names and shapes the checks look at, nothing
// else. Results are there at once.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace concurrencpp {
template <typename T> class result;

namespace details {
template <typename T> struct result_value {
  std::optional<T> Value;
  template <typename U> void return_value(U &&V) { Value = std::forward<U>(V); }
  T take() { return std::move(*Value); }
};
template <> struct result_value<void> {
  void return_void() noexcept {}
  void take() {}
};

template <typename T> struct result_promise : result_value<T> {
  std::exception_ptr Error;
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  result<T> get_return_object() noexcept;
};

struct null_result_promise {
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() const noexcept {}
};
} // namespace details

// The first to await it takes the value.
template <typename T> class result {
public:
  using handle = std::coroutine_handle<details::result_promise<T>>;
  explicit result(handle Handle) : Handle(Handle) {}
  result(result &&Other) noexcept : Handle(Other.Handle) {
    Other.Handle = nullptr;
  }
  result &operator=(result &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~result() {
    if (Handle)
      Handle.destroy();
  }

  struct awaitable {
    handle Handle;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    T await_resume() const {
      if (Handle.promise().Error)
        std::rethrow_exception(Handle.promise().Error);
      return Handle.promise().take();
    }
  };
  awaitable operator co_await() const noexcept { return {Handle}; }
  explicit operator bool() const noexcept { return bool(Handle); }
  T get() { return operator co_await().await_resume(); }

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

template <typename T>
result<T> details::result_promise<T>::get_return_object() noexcept {
  return result<T>(
      std::coroutine_handle<result_promise>::from_promise(*this));
}

struct null_result {};

class executor {
public:
  template <typename F> result<void> submit(F Work);
};
class thread_pool_executor : public executor {};
class thread_executor : public executor {
public:
  template <typename F> result<void> submit(F Work) {
    Work();
    return result<void>(nullptr);
  }
};

template <typename T> class result_promise {
public:
  result<T> get_result() { return result<T>(nullptr); }
};
} // namespace concurrencpp

template <typename T, typename... Args>
struct std::coroutine_traits<concurrencpp::result<T>, Args...> {
  using promise_type = concurrencpp::details::result_promise<T>;
};

template <typename... Args>
struct std::coroutine_traits<concurrencpp::null_result, Args...> {
  struct promise_type : concurrencpp::details::null_result_promise {
    concurrencpp::null_result get_return_object() const noexcept { return {}; }
  };
};

namespace concurrencpp {
template <typename T, typename... Args>
result<T> make_ready_result(Args &&...Values) {
  if constexpr (std::is_void_v<T>)
    co_return;
  else
    co_return T(std::forward<Args>(Values)...);
}

template <typename F> result<void> executor::submit(F Work) {
  Work();
  co_return;
}
} // namespace concurrencpp
