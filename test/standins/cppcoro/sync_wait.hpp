// Stand-in for cppcoro's sync_wait.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/detail/run_queue.hpp>
#include <cppcoro/detail/sync_wait_task.hpp>

#include <utility>

namespace cppcoro {
template <typename Awaitable>
auto sync_wait(Awaitable &&A) ->
    typename cppcoro::awaitable_traits<Awaitable &&>::await_result_t {
  auto Task = detail::make_sync_wait_task(std::forward<Awaitable>(A));
  Task.start();
  // Nothing left to run and not done: the real one would hang here.
  while (!Task.done())
    if (!detail::run_queue::instance().run_one())
      std::terminate();
  return Task.result();
}
} // namespace cppcoro
