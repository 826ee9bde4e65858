// Stand-in for libcoro's task_container.hpp, of up to 0.14: the names and
// shapes the checks look at, nothing else. Not part of today's coro.hpp.
#pragma once

#include "coro/task.hpp"
#include "coro/task_group.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace coro {
// Grows as it needs to: it bounds nothing.
template <typename executor_type> class task_container {
public:
  explicit task_container(std::shared_ptr<executor_type> E)
      : Executor(std::move(E)), Group(Executor.get()) {}

  enum class garbage_collect_t { yes, no };
  auto start(coro::task<void> &&Task,
             garbage_collect_t = garbage_collect_t::yes) -> void {
    (void)Group.start(std::move(Task));
  }
  auto garbage_collect() -> std::size_t { return 0; }
  auto size() const -> std::size_t { return Group.size(); }
  auto garbage_collect_and_yield_until_empty() -> coro::task<void> {
    co_await Group;
  }

private:
  std::shared_ptr<executor_type> Executor;
  coro::task_group<executor_type> Group;
};
} // namespace coro
