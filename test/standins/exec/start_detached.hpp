#pragma once
#include <exec/task.hpp>

namespace experimental::execution {
struct start_detached_t {
  template <stdexec::sender S> void operator()(S &&) const {}
};
inline constexpr start_detached_t start_detached{};
} // namespace experimental::execution
