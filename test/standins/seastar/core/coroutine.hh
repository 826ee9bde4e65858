// Stand-in for Seastar's coroutine.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/future.hh>
#include <seastar/core/task.hh>
#include <seastar/coroutine/exception.hh>

#include <coroutine>
#include <exception>
#include <functional>
#include <type_traits>
#include <utility>

namespace seastar {
namespace internal {
template <typename T = void> class coroutine_traits_base {
public:
  class promise_type final : public seastar::task {
    seastar::promise<T> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type &&) = delete;

    void return_value(T &&Value) noexcept {
      _promise.set_value(std::forward<T>(Value));
    }
    template <typename U>
      requires std::is_convertible_v<U &&, T>
    void return_value(U &&Value) noexcept {
      _promise.set_value(std::forward<U>(Value));
    }
    void return_value(coroutine::exception E) noexcept {
      _promise.set_exception(std::move(E.eptr));
    }
    void set_exception(std::exception_ptr &&Error) noexcept {
      _promise.set_exception(std::move(Error));
    }
    void unhandled_exception() noexcept {
      _promise.set_exception(std::current_exception());
    }
    seastar::future<T> get_return_object() noexcept {
      return _promise.get_future();
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void run_and_dispose() noexcept override {
      std::coroutine_handle<promise_type>::from_promise(*this).resume();
    }
  };
};

template <> class coroutine_traits_base<> {
public:
  class promise_type final : public seastar::task {
    seastar::promise<> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type &&) = delete;

    void return_void() noexcept { _promise.set_value(); }
    void set_exception(std::exception_ptr &&Error) noexcept {
      _promise.set_exception(std::move(Error));
    }
    void unhandled_exception() noexcept {
      _promise.set_exception(std::current_exception());
    }
    seastar::future<> get_return_object() noexcept {
      return _promise.get_future();
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void run_and_dispose() noexcept override {
      std::coroutine_handle<promise_type>::from_promise(*this).resume();
    }
  };
};

template <bool CheckPreempt, typename T> struct awaiter {
  seastar::future<T> _future;

  explicit awaiter(seastar::future<T> &&F) noexcept : _future(std::move(F)) {}
  awaiter(const awaiter &) = delete;
  awaiter(awaiter &&) = delete;
  bool await_ready() const noexcept {
    return _future.available() && (!CheckPreempt || !need_preempt());
  }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> H) noexcept {
    _future.when_ready([H] { H.promise().run_and_dispose(); });
  }
  T await_resume() {
    if constexpr (std::is_void_v<T>)
      _future.get();
    else
      return _future.get();
  }
};

template <typename T>
struct [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE without_preemption_check
    : public seastar::future<T> {
  explicit without_preemption_check(seastar::future<T> &&F) noexcept
      : seastar::future<T>(std::move(F)) {}
};
} // namespace internal

template <typename T> auto operator co_await(future<T> &&F) noexcept {
  return internal::awaiter<true, T>(std::move(F));
}

namespace coroutine {
template <typename T>
auto without_preemption_check(seastar::future<T> &&F) noexcept {
  return internal::without_preemption_check<T>(std::move(F));
}

template <typename Func> class lambda {
  Func *_func;

public:
  explicit lambda(Func &&F) : _func(&F) {}
  template <typename... Args> decltype(auto) operator()(Args &&...As) const {
    return std::invoke(*_func, std::forward<Args>(As)...);
  }
};
} // namespace coroutine

template <typename T>
auto operator co_await(internal::without_preemption_check<T> F) noexcept {
  return internal::awaiter<false, T>(std::move(F));
}
} // namespace seastar

template <typename T, typename... Args>
class std::coroutine_traits<seastar::future<T>, Args...>
    : public seastar::internal::coroutine_traits_base<T> {};
