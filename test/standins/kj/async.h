// A stand-in for kj's promises.
#pragma once

#include <coroutine>
#include <utility>

namespace kj {

class WaitScope {};
template <typename T> class ForkedPromise;

template <typename T> class [[nodiscard]] Promise {
public:
  Promise(Promise &&) = default;
  Promise &operator=(Promise &&) = default;
  T wait(WaitScope &Scope);
  bool poll(WaitScope &Scope);
  ForkedPromise<T> fork();
};

template <typename T> class [[nodiscard]] ForkedPromise {
public:
  Promise<T> addBranch();
};

namespace _ {
template <typename T> struct Awaiter {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};

template <typename T> struct CoroutineBase {
  Promise<T> get_return_object();
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() {}
  template <typename U> Awaiter<U> await_transform(Promise<U> &);
  template <typename U> Awaiter<U> await_transform(Promise<U> &&);
  template <typename U> Awaiter<U> await_transform(ForkedPromise<U> &);
};
} // namespace _

} // namespace kj

template <typename T, typename... Args>
struct std::coroutine_traits<kj::Promise<T>, Args...> {
  struct promise_type : kj::_::CoroutineBase<T> {
    void return_value(T) {}
  };
};
template <typename... Args>
struct std::coroutine_traits<kj::Promise<void>, Args...> {
  struct promise_type : kj::_::CoroutineBase<void> {
    void return_void() {}
  };
};
