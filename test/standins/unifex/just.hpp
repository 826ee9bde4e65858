#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _just {
template <typename... T> struct _sender {
  struct type
      : unifex::_sender<std::tuple_element_t<0, std::tuple<T..., void>>> {};
};
struct _fn {
  template <typename... T>
  typename _sender<std::decay_t<T>...>::type operator()(T &&...) const {
    return {};
  }
};
} // namespace _just
inline constexpr _just::_fn just{};
} // namespace unifex
