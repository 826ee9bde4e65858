#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _seq {
template <typename S> struct _sndr {
  struct type : unifex::_sender<value_of<S>> {};
};
} // namespace _seq
namespace _on {
struct _fn {
  template <typename Scheduler, sender S>
  typename _seq::_sndr<S>::type operator()(Scheduler &&, S &&) const {
    return {};
  }
};
} // namespace _on
inline constexpr _on::_fn on{};
} // namespace unifex
