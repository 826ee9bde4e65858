// A stand-in for kj's promises.
#pragma once

#include <coroutine>
#include <utility>

namespace kj {

class WaitScope {};
template <typename T> class ForkedPromise;

template <typename T> class [[nodiscard]] Promise {
public:
  Promise() = default;
  Promise(Promise &&) = default;
  Promise &operator=(Promise &&) = default;
  T wait(WaitScope &Scope);
  bool poll(WaitScope &Scope);
  ForkedPromise<T> fork();
  template <typename Func> Promise<void> then(Func &&) { return {}; }
  template <typename Func> Promise<void> catch_(Func &&) { return {}; }
  template <typename... Attachments> Promise attach(Attachments &&...) {
    return static_cast<Promise &&>(*this);
  }
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

// It takes the callable over, and destroys it once it has returned; the second
// one calls it at once.
template <typename Func> Promise<void> evalLater(Func &&) { return {}; }
template <typename Func> Promise<void> evalNow(Func &&F) { return F(); }
// Keeps a lambda for as long as its coroutine runs.
template <typename Func> Func coCapture(Func &&F) {
  return static_cast<Func &&>(F);
}
class TaskSet {
public:
  void add(Promise<void> &&);
};
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
