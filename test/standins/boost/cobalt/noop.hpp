// Stand-in for Boost.Cobalt: a task or promise that is complete, without a
// coroutine.
#pragma once

#include <utility>

namespace boost::cobalt {
template <typename T = void> struct noop {
  T Value;
  template <typename... Args>
  noop(Args &&...Values) : Value(std::forward<Args>(Values)...) {}
};
template <> struct noop<void> {};
} // namespace boost::cobalt
