// Stand-in for async_simple: the names and shapes the checks look at, nothing
// else.
#pragma once

#include <coroutine>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace async_simple {
class Executor {
public:
  virtual ~Executor() = default;
  virtual bool schedule(std::function<void()>) { return true; }
};

template <typename T> class Try {
public:
  Try() = default;
  Try(T Value) : Value(std::move(Value)) {}
  bool hasError() const { return false; }
  std::exception_ptr getException() const { return nullptr; }
  T &value() { return *Value; }

private:
  std::optional<T> Value;
};
template <> class Try<void> {
public:
  bool hasError() const { return false; }
  std::exception_ptr getException() const { return nullptr; }
  void value() {}
};

namespace coro {
template <typename T = void> class Lazy;
template <typename T> class RescheduleLazy;

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

template <typename T> struct LazyResult {
  std::optional<T> Value;
  template <typename V> void return_value(V &&Given) {
    Value.emplace(std::forward<V>(Given));
  }
  T take() { return std::move(*Value); }
};
template <> struct LazyResult<void> {
  void return_void() noexcept {}
  void take() {}
};

template <typename T> struct LazyPromise : LazyResult<T> {
  std::coroutine_handle<> Continuation;
  std::exception_ptr Error;

  std::suspend_always initial_suspend() noexcept { return {}; }
  struct FinalAwaiter {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<LazyPromise> Done) noexcept {
      auto Next = Done.promise().Continuation;
      return Next ? Next : std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };
  FinalAwaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  Lazy<T> get_return_object() noexcept;
};

// What Lazy and RescheduleLazy have in common.
template <typename T, bool Reschedule> class LazyBase {
public:
  using promise_type = LazyPromise<T>;
  using Handle = std::coroutine_handle<promise_type>;
  using ValueType = T;

  explicit LazyBase(Handle Coroutine) noexcept : Coroutine(Coroutine) {}
  LazyBase(LazyBase &&Other) noexcept
      : Coroutine(std::exchange(Other.Coroutine, nullptr)) {}
  LazyBase &operator=(LazyBase &&Other) noexcept {
    std::swap(Coroutine, Other.Coroutine);
    return *this;
  }
  ~LazyBase() {
    if (Coroutine)
      Coroutine.destroy();
  }

  struct ValueAwaiter {
    Handle Coroutine;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<> Continuation) noexcept {
      Coroutine.promise().Continuation = Continuation;
      return Coroutine;
    }
    T await_resume() {
      if (Coroutine.promise().Error)
        std::rethrow_exception(Coroutine.promise().Error);
      return Coroutine.promise().take();
    }
  };
  auto operator co_await() {
    return ValueAwaiter{std::exchange(Coroutine, nullptr)};
  }

  Executor *getExecutor() { return nullptr; }
  template <typename F> void start(F &&Callback) {
    static_cast<F &&>(Callback)(Try<T>());
  }

protected:
  Handle Coroutine;
};
} // namespace detail

template <typename T>
class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  using detail::LazyBase<T, true>::LazyBase;
  void detach() {}
};

template <typename T>
class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  using detail::LazyBase<T, false>::LazyBase;
  using detail::LazyBase<T, false>::start;
  template <typename F> void directlyStart(F &&Callback, Executor *) {
    start(static_cast<F &&>(Callback));
  }
  RescheduleLazy<T> via(Executor *) && {
    return RescheduleLazy<T>(std::exchange(this->Coroutine, nullptr));
  }
};

template <typename T>
Lazy<T> detail::LazyPromise<T>::get_return_object() noexcept {
  return Lazy<T>(std::coroutine_handle<LazyPromise>::from_promise(*this));
}
} // namespace coro
} // namespace async_simple
