// Stand-in for libcoro's io_scheduler.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

// The scheduler's name up to 0.15; not part of today's coro.hpp.
#include "coro/detail/run_queue.hpp"
#include "coro/detail/task_self_deleting.hpp"
#include "coro/task.hpp"

#include <chrono>
#include <coroutine>
#include <memory>
#include <utility>

namespace coro {
class io_scheduler : public std::enable_shared_from_this<io_scheduler> {
public:
  class schedule_operation {
    friend class io_scheduler;
    explicit schedule_operation(io_scheduler &, long long Delay = 0) noexcept
        : Delay(Delay) {}

  public:
    auto await_ready() noexcept -> bool { return false; }
    auto await_suspend(std::coroutine_handle<> Awaiting) noexcept -> void {
      detail::run_queue::instance().push(Awaiting, Delay);
    }
    auto await_resume() noexcept -> void {}

  private:
    long long Delay;
  };

  struct options {};

  static auto make_shared(options = {}) -> std::shared_ptr<io_scheduler> {
    return std::make_shared<io_scheduler>();
  }

  auto process_events(std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> std::size_t {
    return 0;
  }
  auto shutdown() noexcept -> void {}
  auto schedule() -> schedule_operation { return schedule_operation{*this}; }
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type> Task)
      -> coro::task<return_type> {
    co_await schedule();
    co_return co_await Task;
  }
  auto spawn(coro::task<void> &&Task) -> bool {
    detail::run_queue::instance().push(
        detail::make_task_self_deleting(std::move(Task)).handle());
    return true;
  }
  [[nodiscard]] auto schedule_after(std::chrono::milliseconds Amount)
      -> coro::task<void> {
    return yield_for(Amount);
  }
  [[nodiscard]] auto yield() -> schedule_operation { return schedule(); }
  [[nodiscard]] auto yield_for(std::chrono::milliseconds Amount)
      -> coro::task<void> {
    const std::chrono::nanoseconds Delay = Amount;
    co_await schedule_operation{*this, Delay.count()};
  }
};
} // namespace coro
