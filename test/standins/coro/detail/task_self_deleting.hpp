// The coroutine libcoro wraps around what it spawns. As in the original, an
// exception that leaves it is lost.
#pragma once

#include "coro/task.hpp"

#include <coroutine>
#include <functional>
#include <utility>

namespace coro::detail {
class task_self_deleting;

class promise_self_deleting {
public:
  auto get_return_object() -> task_self_deleting;
  auto initial_suspend() -> std::suspend_always { return {}; }
  auto final_suspend() noexcept -> std::suspend_never {
    if (AtEnd)
      AtEnd();
    return {};
  }
  auto return_void() noexcept -> void {}
  auto unhandled_exception() -> void {}
  auto user_final_suspend(std::function<void()> F) noexcept -> void {
    AtEnd = std::move(F);
  }

private:
  std::function<void()> AtEnd;
};

class task_self_deleting {
public:
  using promise_type = promise_self_deleting;
  explicit task_self_deleting(promise_self_deleting &P) : P(&P) {}
  auto promise() -> promise_self_deleting & { return *P; }
  auto handle() -> std::coroutine_handle<promise_self_deleting> {
    return std::coroutine_handle<promise_self_deleting>::from_promise(*P);
  }

private:
  promise_self_deleting *P;
};

inline auto promise_self_deleting::get_return_object() -> task_self_deleting {
  return task_self_deleting{*this};
}

inline auto make_task_self_deleting(coro::task<void> Task)
    -> task_self_deleting {
  co_await Task;
}
} // namespace coro::detail
