// Stand-in for Seastar's sleep.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/timer.hh>

#include <chrono>
#include <utility>

namespace seastar {
template <typename Clock = steady_clock_type, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period> Duration) {
  promise<> Done;
  auto Result = Done.get_future();
  internal::run_queue::instance().push(
      [Done = std::move(Done)]() mutable { Done.set_value(); },
      std::chrono::duration_cast<std::chrono::nanoseconds>(Duration).count());
  return Result;
}

class sleep_aborted : public abort_requested_exception {
public:
  const char *what() const noexcept override { return "Sleep is aborted"; }
};

namespace internal {
template <typename Clock>
future<> sleep_abortable_impl(typename Clock::duration Duration,
                              abort_source &Source) {
  if (Source.abort_requested())
    throw sleep_aborted();
  promise<> Done;
  timer<Clock> Timer([&Done] { Done.set_value(); });
  auto Subscription = Source.subscribe([&]() noexcept {
    if (Timer.cancel())
      Done.set_exception(sleep_aborted());
  });
  Timer.arm(Duration);
  co_await Done.get_future();
}
} // namespace internal

template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration Duration) {
  return sleep<Clock>(Duration);
}
template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration Duration,
                         abort_source &Source) {
  return internal::sleep_abortable_impl<Clock>(Duration, Source);
}
} // namespace seastar
