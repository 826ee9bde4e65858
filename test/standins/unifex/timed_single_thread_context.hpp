#pragma once
#include <chrono>
#include <unifex/task.hpp>

namespace unifex {
class timed_single_thread_context;
namespace _timed_single_thread_context {
struct _sender : unifex::_sender<void> {};
struct scheduler {
  template <typename Rep, typename Period>
  _sender schedule_after(std::chrono::duration<Rep, Period>) const noexcept {
    return {};
  }
};
} // namespace _timed_single_thread_context
class timed_single_thread_context {
public:
  _timed_single_thread_context::scheduler get_scheduler() noexcept {
    return {};
  }
};

namespace _schedule_after {
struct _fn {
  template <typename Scheduler, typename Duration>
  auto operator()(Scheduler &&S, Duration &&Time) const {
    return S.schedule_after(Time);
  }
};
} // namespace _schedule_after
inline constexpr _schedule_after::_fn schedule_after{};
} // namespace unifex
