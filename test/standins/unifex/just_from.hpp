#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _just_from {
template <typename F> struct _sender {
  struct type : unifex::_sender<std::invoke_result_t<F>> {};
};
struct _fn {
  template <typename F>
  typename _sender<std::decay_t<F>>::type operator()(F &&) const {
    return {};
  }
};
} // namespace _just_from
inline constexpr _just_from::_fn just_from{};
} // namespace unifex
