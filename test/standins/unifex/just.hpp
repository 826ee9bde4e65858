#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _just {
template <typename T> struct sender : _sender<T> {};
struct _fn {
  template <typename T> sender<std::decay_t<T>> operator()(T &&) const {
    return {};
  }
};
} // namespace _just
inline constexpr _just::_fn just{};
} // namespace unifex
