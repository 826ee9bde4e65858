#pragma once

namespace unifex {
namespace _static_thread_pool {
struct scheduler {};
struct context {
  scheduler get_scheduler() noexcept { return {}; }
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;
} // namespace unifex
