// A stand-in for the futures of FoundationDB's flow.
#pragma once

#include <coroutine>
#include <vector>

struct Void {};

template <class T> class Future {
public:
  Future() = default;
  const T &get() const;
  bool isReady() const;
};

Future<Void> delay(double Seconds);
template <class T> Future<Void> waitForAll(const std::vector<Future<T>> &);

namespace coro {
template <class T> struct Awaiter {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  const T &await_resume();
};

template <class T> struct Promise {
  Future<T> get_return_object() { return {}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() {}
  void return_value(T) {}
  template <class U> Awaiter<U> await_transform(const Future<U> &);
};
} // namespace coro

template <class T, class... Args>
struct std::coroutine_traits<Future<T>, Args...> {
  using promise_type = coro::Promise<T>;
};
