// Stand-in for libcoro's thread_pool.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "coro/detail/run_queue.hpp"
#include "coro/detail/task_self_deleting.hpp"
#include "coro/task.hpp"
#include "coro/task_group.hpp"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace coro {
class thread_pool {
  struct private_constructor {
    explicit private_constructor() = default;
  };

public:
  class schedule_operation {
    friend class thread_pool;
    explicit schedule_operation(thread_pool &) noexcept {}

  public:
    auto await_ready() noexcept -> bool { return false; }
    auto await_suspend(std::coroutine_handle<> Awaiting) noexcept -> void {
      detail::run_queue::instance().push(Awaiting);
    }
    auto await_resume() noexcept -> void {}
  };

  struct options {
    std::uint32_t thread_count = 1;
    std::function<void(std::size_t)> on_thread_start_functor = nullptr;
    std::function<void(std::size_t)> on_thread_stop_functor = nullptr;
  };

  explicit thread_pool(options &&Opts, private_constructor)
      : Opts(std::move(Opts)) {}
  static auto make_unique(options Opts) -> std::unique_ptr<thread_pool> {
    return std::make_unique<thread_pool>(std::move(Opts),
                                         private_constructor{});
  }
  static auto make_unique() -> std::unique_ptr<thread_pool> {
    return make_unique(options{});
  }
  thread_pool(const thread_pool &) = delete;
  virtual ~thread_pool() = default;

  [[nodiscard]] auto thread_count() const noexcept -> std::size_t {
    return Opts.thread_count;
  }
  [[nodiscard]] auto schedule() -> schedule_operation {
    return schedule_operation{*this};
  }
  auto spawn_detached(coro::task<void> &&Task) noexcept -> bool {
    return resume(detail::make_task_self_deleting(std::move(Task)).handle());
  }
  auto spawn_joinable(coro::task<void> &&Task) noexcept -> coro::task<void> {
    return detail::make_spawned_joinable_wait_task(
        std::make_unique<task_group<thread_pool>>(this, std::move(Task)));
  }
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type> Task)
      -> coro::task<return_type> {
    co_await schedule();
    co_return co_await Task;
  }
  auto resume(std::coroutine_handle<> Coro) noexcept -> bool {
    if (!Coro || Coro.done() || Stopped)
      return false;
    detail::run_queue::instance().push(Coro);
    return true;
  }
  [[nodiscard]] auto yield() -> schedule_operation { return schedule(); }
  auto shutdown() noexcept -> void { Stopped = true; }
  [[nodiscard]] auto is_shutdown() const -> bool { return Stopped; }
  auto size() const noexcept -> std::size_t {
    return detail::run_queue::instance().Entries.size();
  }
  auto empty() const noexcept -> bool { return size() == 0; }

private:
  options Opts;
  bool Stopped = false;
};
} // namespace coro
