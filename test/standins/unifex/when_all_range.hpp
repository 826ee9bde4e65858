#pragma once
#include <unifex/task.hpp>
#include <vector>

namespace unifex {
namespace _when_all_range {
template <typename T> struct _sender {
  struct type : unifex::_sender<std::vector<T>> {};
};
template <> struct _sender<void> {
  struct type : unifex::_sender<void> {};
};
struct _fn {
  template <unifex::sender S>
  typename _sender<value_of<S>>::type operator()(std::vector<S>) const {
    return {};
  }
};
} // namespace _when_all_range
inline constexpr _when_all_range::_fn when_all_range{};
} // namespace unifex
