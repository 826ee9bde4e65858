// What coroutines of any library can wait for on this thread, and how many do.
#pragma once

#include <algorithm>
#include <coroutine>
#include <deque>

inline int Running, Peak;
inline std::deque<std::coroutine_handle<>> Waiting;

/// The wait of one job.
struct later {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Coroutine) {
    Peak = std::max(Peak, ++Running);
    Waiting.push_back(Coroutine);
  }
  void await_resume() const noexcept { --Running; }
};

/// Ends the waits: of the first three the last one is the first, so that jobs
/// do not end in their order.
inline void runAll() {
  while (!Waiting.empty()) {
    const std::size_t At = std::min<std::size_t>(2, Waiting.size() - 1);
    const auto Next = Waiting[At];
    Waiting.erase(Waiting.begin() + At);
    Next.resume();
  }
}
