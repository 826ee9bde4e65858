// Stand-in for cppcoro's schedule_on.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/async_generator.hpp>
#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/task.hpp>

namespace cppcoro {
template <typename Scheduler> struct schedule_on_transform {
  explicit schedule_on_transform(Scheduler &S) noexcept : scheduler(S) {}
  Scheduler &scheduler;
};

template <typename Scheduler>
schedule_on_transform<Scheduler> schedule_on(Scheduler &S) {
  return schedule_on_transform<Scheduler>{S};
}

template <typename T, typename Scheduler>
decltype(auto) operator|(T &&Value,
                         schedule_on_transform<Scheduler> Transform) {
  return schedule_on(Transform.scheduler, std::forward<T>(Value));
}

template <typename Scheduler, typename Awaitable>
auto schedule_on(Scheduler &S, Awaitable A)
    -> task<detail::remove_rvalue_reference_t<
        typename awaitable_traits<Awaitable>::await_result_t>> {
  co_await S.schedule();
  co_return co_await std::move(A);
}
} // namespace cppcoro
