// Stand-in for libcoro's task_group.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "coro/concepts/executor.hpp"
#include "coro/concepts/range_of.hpp"
#include "coro/detail/run_queue.hpp"
#include "coro/detail/task_self_deleting.hpp"
#include "coro/event.hpp"
#include "coro/task.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace coro {
template <typename executor_type> class task_group {
public:
  explicit task_group(executor_type *E) : Executor(E) {}
  explicit task_group(executor_type *E, coro::task<void> &&Task) : Executor(E) {
    (void)start(std::move(Task));
  }
  explicit task_group(std::unique_ptr<executor_type> &E) : Executor(E.get()) {}
  explicit task_group(std::unique_ptr<executor_type> &E,
                      coro::task<void> &&Task)
      : task_group(E.get(), std::move(Task)) {}
  template <concepts::range_of<coro::task<void>> range_type>
  explicit task_group(std::unique_ptr<executor_type> &E, range_type Tasks)
      : Executor(E.get()) {
    for (auto &Task : Tasks)
      (void)start(std::move(Task));
  }
  task_group(const task_group &) = delete;

  // Blocks, as the original does, until every task is done.
  ~task_group() {
    while (!empty() && detail::run_queue::instance().run_one()) {
    }
  }

  [[nodiscard]] auto start(coro::task<void> &&Task) -> bool {
    Empty.reset();
    ++Count;
    auto Wrapper = detail::make_task_self_deleting(std::move(Task));
    Wrapper.promise().user_final_suspend([this] {
      if (--Count == 0)
        Empty.set();
    });
    return Executor->resume(Wrapper.handle());
  }
  [[nodiscard]] auto size() const -> std::size_t { return Count; }
  [[nodiscard]] auto empty() const -> bool { return Count == 0; }
  auto operator co_await() const noexcept -> event::awaiter {
    return Empty.operator co_await();
  }

private:
  executor_type *Executor;
  std::size_t Count = 0;
  coro::event Empty{true};
};

namespace detail {
template <typename executor_type>
auto make_spawned_joinable_wait_task(
    std::unique_ptr<task_group<executor_type>> Group) -> coro::task<void> {
  co_await *Group;
}
} // namespace detail
} // namespace coro
