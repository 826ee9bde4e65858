#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _let_e {
template <typename S, typename Done> struct _sndr {
  struct type : unifex::_sender<value_of<S>> {};
};
struct _fn {
  template <sender S, typename F>
  typename _sndr<S, F>::type operator()(S &&, F &&) const {
    return {};
  }
};
} // namespace _let_e
inline constexpr _let_e::_fn let_error{};
inline constexpr _let_e::_fn retry_when{};
} // namespace unifex
