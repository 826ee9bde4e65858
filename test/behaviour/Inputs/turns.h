// Coroutines that take turns on this thread, and a wait that blocks it.
#pragma once

#include "task.h"

#include <deque>

inline std::deque<std::coroutine_handle<>> Ready;

struct turn {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Coro) { Ready.push_back(Coro); }
  void await_resume() const noexcept {}
};
/// Lets the others run.
inline turn next_turn() { return {}; }

inline void runAll() {
  while (!Ready.empty()) {
    const auto Next = Ready.front();
    Ready.pop_front();
    Next.resume();
  }
}

/// Waits on this thread, whose other coroutines do not run meanwhile.
template <typename T> T sync_wait(task<T> Task) {
  std::deque<std::coroutine_handle<>> Others;
  std::swap(Others, Ready);
  Task.runHere();
  runAll();
  std::swap(Others, Ready);
  return Task.result();
}

/// A coroutine that has begun when its caller gets it, and that ends by itself.
struct begun {
  struct promise_type {
    begun get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
