// Stand-in for libcoro's scheduler.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "coro/detail/run_queue.hpp"
#include "coro/expected.hpp"
#include "coro/poll.hpp"
#include "coro/task.hpp"
#include "coro/thread_pool.hpp"
#include "coro/time.hpp"
#include "coro/when_any.hpp"

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <variant>

namespace coro {
enum timeout_status { no_timeout, timeout };

class scheduler {
  struct private_constructor {
    explicit private_constructor() = default;
  };

public:
  class schedule_operation {
    friend class scheduler;
    explicit schedule_operation(scheduler &, long long Delay = 0) noexcept
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

  enum class thread_strategy_t { spawn, manual };
  enum class execution_strategy_t {
    process_tasks_on_thread_pool,
    process_tasks_inline
  };
  struct options {
    thread_strategy_t thread_strategy{thread_strategy_t::spawn};
    std::function<void()> on_io_thread_start_functor{nullptr};
    std::function<void()> on_io_thread_stop_functor{nullptr};
    thread_pool::options pool{};
    execution_strategy_t execution_strategy{
        execution_strategy_t::process_tasks_on_thread_pool};
  };

  explicit scheduler(options &&, private_constructor) {}
  static auto make_unique(options Opts) -> std::unique_ptr<scheduler> {
    return std::make_unique<scheduler>(std::move(Opts), private_constructor{});
  }
  static auto make_unique() -> std::unique_ptr<scheduler> {
    return make_unique(options{});
  }
  scheduler(const scheduler &) = delete;
  virtual ~scheduler() = default;

  auto process_events(std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> std::size_t {
    detail::run_queue::instance().run_one();
    return size();
  }

  auto schedule() -> schedule_operation { return schedule_operation{*this}; }
  auto spawn_detached(coro::task<void> &&Task) -> bool {
    return resume(detail::make_task_self_deleting(std::move(Task)).handle());
  }
  auto spawn_joinable(coro::task<void> &&Task) -> coro::task<void> {
    return detail::make_spawned_joinable_wait_task(
        std::make_unique<task_group<scheduler>>(this, std::move(Task)));
  }
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type> Task)
      -> coro::task<return_type> {
    co_await schedule();
    co_return co_await Task;
  }
  template <typename return_type, typename rep, typename period>
  [[nodiscard]] auto schedule(coro::task<return_type> Task,
                              std::chrono::duration<rep, period> Timeout)
      -> coro::task<coro::expected<return_type, timeout_status>> {
    return schedule(std::stop_source{std::nostopstate}, std::move(Task),
                    Timeout);
  }
  template <typename return_type, typename rep, typename period>
  [[nodiscard]] auto schedule(std::stop_source Stop,
                              coro::task<return_type> Task,
                              std::chrono::duration<rep, period> Timeout)
      -> coro::task<coro::expected<return_type, timeout_status>> {
    auto Result = co_await when_any(std::move(Stop), std::move(Task),
                                    make_timeout_task(Timeout));
    if (Result.index() == 1)
      co_return coro::unexpected<timeout_status>(std::get<1>(Result));
    if constexpr (std::is_void_v<return_type>)
      co_return coro::expected<return_type, timeout_status>();
    else
      co_return coro::expected<return_type, timeout_status>(
          std::move(std::get<0>(Result)));
  }

  template <typename rep, typename period>
  [[nodiscard]] auto schedule_after(std::chrono::duration<rep, period> Amount)
      -> coro::task<void> {
    return sleep(std::chrono::duration_cast<std::chrono::nanoseconds>(Amount));
  }
  [[nodiscard]] auto schedule_at(time_point Time) -> coro::task<void> {
    return sleep(Time - clock::now());
  }
  [[nodiscard]] auto yield() -> schedule_operation { return schedule(); }
  template <typename rep, typename period>
  [[nodiscard]] auto yield_for(std::chrono::duration<rep, period> Amount)
      -> coro::task<void> {
    return sleep(std::chrono::duration_cast<std::chrono::nanoseconds>(Amount));
  }
  [[nodiscard]] auto yield_until(time_point Time) -> coro::task<void> {
    return sleep(Time - clock::now());
  }
  [[nodiscard]] auto
  poll(fd_t, coro::poll_op Op,
       std::chrono::milliseconds = std::chrono::milliseconds{0},
       std::optional<poll_stop_token> = std::nullopt)
      -> coro::task<poll_status> {
    co_await schedule();
    co_return Op == poll_op::write ? poll_status::write : poll_status::read;
  }
  auto resume(std::coroutine_handle<> Coro) -> bool {
    if (!Coro || Coro.done() || Stopped)
      return false;
    detail::run_queue::instance().push(Coro);
    return true;
  }
  auto size() const noexcept -> std::size_t {
    return detail::run_queue::instance().Entries.size();
  }
  auto empty() const noexcept -> bool { return size() == 0; }
  auto shutdown() noexcept -> void { Stopped = true; }
  [[nodiscard]] auto is_shutdown() const -> bool { return Stopped; }

private:
  auto sleep(std::chrono::nanoseconds Amount) -> coro::task<void> {
    co_await schedule_operation{*this, Amount.count()};
  }
  auto make_timeout_task(std::chrono::nanoseconds Timeout)
      -> coro::task<timeout_status> {
    co_await sleep(Timeout);
    co_return timeout_status::timeout;
  }

  bool Stopped = false;
};
} // namespace coro
