#pragma once
#include <stdexec/execution.hpp>

namespace experimental::execution {
class static_thread_pool {
public:
  struct scheduler {};
  scheduler get_scheduler() noexcept { return {}; }
};
} // namespace experimental::execution
namespace exec = experimental::execution;
