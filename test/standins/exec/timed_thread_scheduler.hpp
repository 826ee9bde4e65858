#pragma once
#include <chrono>
#include <stdexec/execution.hpp>

namespace experimental::execution {
class timed_thread_scheduler {};
class timed_thread_context {
public:
  timed_thread_scheduler get_scheduler() noexcept { return {}; }
};

struct schedule_after_t {
  stdexec::__sexpr<std::tuple<>>
  operator()(timed_thread_scheduler, std::chrono::nanoseconds) const {
    return {};
  }
};
inline constexpr schedule_after_t schedule_after{};
} // namespace experimental::execution
namespace exec = experimental::execution;
