// Stand-in for Seastar's with_timeout.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/future.hh>
#include <seastar/core/timed_out_error.hh>
#include <seastar/core/timer.hh>

#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace seastar {
struct default_timeout_exception_factory {
  static auto timeout() { return timed_out_error(); }
};

// Waits for F no longer than until then; F itself goes on.
template <typename ExceptionFactory = default_timeout_exception_factory,
          typename Clock, typename Duration, typename T>
future<T> with_timeout(std::chrono::time_point<Clock, Duration> Until,
                       future<T> F) {
  if (F.available())
    return F;
  struct state {
    promise<T> P;
    timer<Clock> Timer;
  };
  auto S = std::make_shared<state>();
  auto Result = S->P.get_future();
  S->Timer.set_callback([S = S.get()] {
    S->P.set_exception(std::make_exception_ptr(ExceptionFactory::timeout()));
  });
  S->Timer.arm(Until);
  (void)F.then_wrapped([S](future<T> F) {
    if (S->Timer.cancel())
      F.forward_to(std::move(S->P));
    else
      F.ignore_ready_future();
  });
  return Result;
}
} // namespace seastar
