// The stand-in for cppcoro.
#pragma once

#include "common.h"

#include <cppcoro/async_scope.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

namespace hostile {
struct turn {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Coro) {
    cppcoro::detail::run_queue::instance().push(Coro);
  }
  void await_resume() const noexcept {}
};
/// Lets the others run.
inline turn next_turn() { return {}; }
inline turn onlookers_turn() { return next_turn(); }

inline void background(cppcoro::task<> Task) {
  [](cppcoro::task<> Task) -> background_task {
    co_await std::move(Task);
  }(std::move(Task));
}

inline void finish() {
  while (cppcoro::detail::run_queue::instance().run_one())
    ;
}
/// Runs it, and all that it has started.
template <typename T> T drive(cppcoro::task<T> Task) {
  struct rest {
    ~rest() { finish(); }
  } Rest;
  return cppcoro::sync_wait(std::move(Task));
}
} // namespace hostile
