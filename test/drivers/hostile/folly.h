// The stand-in for folly.
#pragma once

#include "common.h"

#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>

namespace hostile {
/// Lets the others run.
inline auto next_turn() {
  return folly::coro::co_reschedule_on_current_executor;
}
inline auto onlookers_turn() { return next_turn(); }

inline void background(folly::coro::Task<void> Task) {
  std::move(Task).scheduleOn(folly::getGlobalCPUExecutor()).start();
}

inline void finish() {
  while (folly::detail::RunQueue::instance().runOne())
    ;
}
/// Runs it, and all that it has started.
template <typename T> T drive(folly::coro::Task<T> Task) {
  struct rest {
    ~rest() { finish(); }
  } Rest;
  return folly::coro::blockingWait(std::move(Task));
}
} // namespace hostile
