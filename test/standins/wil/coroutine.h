// Stand-in for WIL's coroutine types: the names and shapes the checks look at.
// Everything is done at once.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace wil {
namespace details {
template <typename Task, typename T> struct promise {
  T Value{};
  Task get_return_object() {
    return Task{std::coroutine_handle<promise>::from_promise(*this)};
  }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  template <typename U> void return_value(U &&V) { Value = std::forward<U>(V); }
  void unhandled_exception() { std::terminate(); }
};
template <typename Task> struct promise<Task, void> {
  Task get_return_object() {
    return Task{std::coroutine_handle<promise>::from_promise(*this)};
  }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() { std::terminate(); }
};
template <typename Promise, typename T> struct awaiter {
  std::coroutine_handle<Promise> Handle;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  T await_resume() const {
    if constexpr (!std::is_void_v<T>)
      return std::move(Handle.promise().Value);
  }
};
} // namespace details

/// Goes on anywhere.
template <typename T = void> struct task {
  using promise_type = details::promise<task, T>;
  std::coroutine_handle<promise_type> Handle;
  auto operator co_await() && {
    return details::awaiter<promise_type, T>{Handle};
  }
};

/// Goes on in the apartment that it was awaited in.
template <typename T = void> struct com_task {
  using promise_type = details::promise<com_task, T>;
  std::coroutine_handle<promise_type> Handle;
  auto operator co_await() && {
    return details::awaiter<promise_type, T>{Handle};
  }
  auto resume_any_thread() && {
    return details::awaiter<promise_type, T>{Handle};
  }
};
} // namespace wil
