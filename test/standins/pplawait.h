// Stand-in for what makes PPL's tasks coroutines, and awaits them: the names
// and shapes the checks look at, nothing else.
#pragma once

#include "ppltasks.h"

#include <coroutine>

namespace Concurrency {
namespace details {
template <typename T> struct task_awaiter {
  const task<T> &Task;
  bool await_ready() const { return Task.is_done(); }
  void await_suspend(std::coroutine_handle<> Next) const {
    Task.State->Waiting.push_back(Next);
  }
  decltype(auto) await_resume() const { return Task.get(); }
};

template <typename T> struct task_promise_base {
  task<T> Task;
  task<T> get_return_object() {
    Task.State->IsDone = false;
    return Task;
  }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept {
    const auto State = Task.State;
    State->IsDone = true;
    for (std::coroutine_handle<> Next : State->Waiting)
      Next.resume();
    return {};
  }
  void unhandled_exception() { Task.State->Error = std::current_exception(); }
};
template <typename T> struct task_promise : task_promise_base<T> {
  template <typename U> void return_value(U &&Value) {
    this->Task.State->Value = std::forward<U>(Value);
  }
};
template <> struct task_promise<void> : task_promise_base<void> {
  void return_void() {}
};
} // namespace details

template <typename T> auto operator co_await(const task<T> &Task) {
  return details::task_awaiter<T>{Task};
}
} // namespace Concurrency

template <typename T, typename... Args>
struct std::coroutine_traits<Concurrency::task<T>, Args...> {
  using promise_type = Concurrency::details::task_promise<T>;
};

template <typename T, typename F>
Concurrency::task<void>
Concurrency::details::continue_with(Concurrency::task<T> First, F Work) {
  try {
    co_await First;
  } catch (...) {
    // It is looked at below.
  }
  Work(First);
}
