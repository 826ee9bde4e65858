// Stand-in for cppcoro's resume_on.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/async_generator.hpp>
#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/task.hpp>

#include <exception>

namespace cppcoro {
template <typename Scheduler> struct resume_on_transform {
  explicit resume_on_transform(Scheduler &S) noexcept : scheduler(S) {}
  Scheduler &scheduler;
};

template <typename Scheduler>
resume_on_transform<Scheduler> resume_on(Scheduler &S) noexcept {
  return resume_on_transform<Scheduler>(S);
}

template <typename T, typename Scheduler>
decltype(auto) operator|(T &&Value, resume_on_transform<Scheduler> Transform) {
  return resume_on(Transform.scheduler, std::forward<T>(Value));
}

template <typename Scheduler, typename Awaitable>
auto resume_on(Scheduler &S, Awaitable A)
    -> task<detail::remove_rvalue_reference_t<
        typename awaitable_traits<Awaitable>::await_result_t>> {
  auto Inner = make_task(std::move(A));
  co_await Inner.when_ready();
  co_await S.schedule();
  co_return co_await std::move(Inner);
}
} // namespace cppcoro
