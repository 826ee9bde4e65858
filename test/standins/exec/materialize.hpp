#pragma once
#include <stdexec/execution.hpp>

namespace experimental::execution {
/// Sends how its sender ended.
struct materialize_t {
  template <stdexec::sender S>
  stdexec::__sexpr<std::tuple<int>> operator()(S &&) const {
    return {};
  }
};
inline constexpr materialize_t materialize{};
} // namespace experimental::execution
namespace exec = experimental::execution;
