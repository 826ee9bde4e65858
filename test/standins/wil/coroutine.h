// Stand-in for WIL's coroutine types: the names and shapes the checks look at.
// What has to wait goes on in the coroutine that ends its wait.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace wil {
template <typename T = void> struct task;
template <typename T = void> struct com_task;
} // namespace wil

namespace wil::details::coro {
template <typename T> struct result_holder {
  std::optional<T> Value;
  template <typename U> void return_value(U &&V) {
    Value.emplace(std::forward<U>(V));
  }
  T take() { return std::move(*Value); }
};
template <> struct result_holder<void> {
  void return_void() noexcept {}
  void take() {}
};

struct resume_waiting {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> Done) const noexcept {
    Done.promise().IsDone = true;
    return Done.promise().Waiting;
  }
  void await_resume() const noexcept {}
};

// Makes a task or com_task, whatever the coroutine returns.
template <typename T> struct task_promise : result_holder<T> {
  std::exception_ptr Error;
  std::coroutine_handle<> Waiting = std::noop_coroutine();
  bool IsDone = false;
  task_promise *get_return_object() noexcept { return this; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  resume_waiting final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
};

template <typename T> struct agile_awaiter {
  task_promise<T> *Promise;
  bool await_ready() const noexcept { return Promise->IsDone; }
  void await_suspend(std::coroutine_handle<> Next) const noexcept {
    Promise->Waiting = Next;
  }
  T await_resume() {
    if (Promise->Error)
      std::rethrow_exception(Promise->Error);
    return Promise->take();
  }
};
template <typename T> struct com_awaiter : agile_awaiter<T> {};

template <typename T> struct task_base {
  auto resume_any_thread() && noexcept {
    return agile_awaiter<T>{std::exchange(Promise, nullptr)};
  }
  auto resume_same_apartment() && noexcept {
    return com_awaiter<T>{{std::exchange(Promise, nullptr)}};
  }
  // Says to use std::move.
  struct cannot_await_lvalue_use_std_move {
    void await_ready() {}
  };
  cannot_await_lvalue_use_std_move operator co_await() & = delete;
  decltype(auto) get() && {
    return std::move(*this).resume_any_thread().await_resume();
  }

protected:
  task_base(task_promise<T> *Promise = nullptr) noexcept : Promise(Promise) {}
  task_base(task_base &&Other) noexcept
      : Promise(std::exchange(Other.Promise, nullptr)) {}
  task_base &operator=(task_base &&Other) noexcept {
    std::swap(Promise, Other.Promise);
    return *this;
  }

private:
  task_promise<T> *Promise;
};
} // namespace wil::details::coro

namespace wil {
/// Goes on anywhere.
template <typename T> struct task : details::coro::task_base<T> {
  using base = details::coro::task_base<T>;
  task(details::coro::task_promise<T> *Promise = nullptr) noexcept
      : base(Promise) {}
  explicit task(base &&Other) noexcept : base(std::move(Other)) {}
  using base::operator co_await;
  auto operator co_await() && noexcept {
    return std::move(*this).resume_any_thread();
  }
};

/// Goes on in the apartment that it was awaited in.
template <typename T> struct com_task : details::coro::task_base<T> {
  using base = details::coro::task_base<T>;
  com_task(details::coro::task_promise<T> *Promise = nullptr) noexcept
      : base(Promise) {}
  explicit com_task(base &&Other) noexcept : base(std::move(Other)) {}
  using base::operator co_await;
  auto operator co_await() && noexcept {
    return std::move(*this).resume_same_apartment();
  }
};
} // namespace wil

template <typename T, typename... Args>
struct std::coroutine_traits<wil::task<T>, Args...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
template <typename T, typename... Args>
struct std::coroutine_traits<wil::com_task<T>, Args...> {
  using promise_type = wil::details::coro::task_promise<T>;
};
