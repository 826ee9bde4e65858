// A thread of coroutines that take turns.
#pragma once

#include "common.h"

namespace hostile {
using queue = std::deque<std::coroutine_handle<>>;
inline queue Ready;
/// Those that only look, and that no wait runs.
inline queue Onlookers;

inline void resumeFirst(queue &Queue) {
  std::coroutine_handle<> Next = Queue.front();
  Queue.pop_front();
  Next.resume();
}

inline void runQueue() {
  while (!Ready.empty() || !Onlookers.empty()) {
    if (!Onlookers.empty())
      resumeFirst(Onlookers);
    if (!Ready.empty())
      resumeFirst(Ready);
  }
}

struct turn {
  queue &Queue;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Coro) { Queue.push_back(Coro); }
  void await_resume() const noexcept {}
};
/// Lets the others run.
inline turn next_turn() { return {Ready}; }
inline turn onlookers_turn() { return {Onlookers}; }

/// What a promise keeps of the value.
template <typename T> struct result {
  std::optional<T> Value;
  void return_value(T V) { Value.emplace(std::move(V)); }
  T take() { return std::move(*Value); }
};
template <> struct result<void> {
  void return_void() {}
  void take() {}
};
} // namespace hostile
