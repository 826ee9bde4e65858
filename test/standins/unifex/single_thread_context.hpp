#pragma once

namespace unifex {
namespace _single_thread {
struct scheduler {};
struct context {
  scheduler get_scheduler() noexcept { return {}; }
};
} // namespace _single_thread
using single_thread_context = _single_thread::context;
} // namespace unifex
