// A remote call in two steps, as yalantinglibs makes it: the first await sends,
// the second one waits for the answer.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace async_simple::coro {
template <typename T = void> class Lazy;

struct lazy_promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
};
template <typename T> struct lazy_promise : lazy_promise_base {
  T Value{};
  Lazy<T> get_return_object();
  void return_value(T V) { Value = std::move(V); }
};
template <> struct lazy_promise<void> : lazy_promise_base {
  Lazy<void> get_return_object();
  void return_void() {}
};

template <typename T> class [[nodiscard]] Lazy {
public:
  using promise_type = lazy_promise<T>;
  Lazy() = default;
  Lazy(Lazy &&);
  Lazy &operator=(Lazy &&);
  struct awaiter {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };
  awaiter operator co_await();
};
} // namespace async_simple::coro

namespace coro_rpc {
template <typename T> struct rpc_result {
  bool has_value() const;
  T value() const;
};
class client {
public:
  template <auto Function>
  async_simple::coro::Lazy<
      async_simple::coro::Lazy<rpc_result<decltype(Function(0))>>>
  send_request(int Argument);
  async_simple::coro::Lazy<bool> connect();
  void close();
};
} // namespace coro_rpc
