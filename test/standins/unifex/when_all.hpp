#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _when_all {
template <typename... T>
struct sender : _sender<std::tuple<std::variant<std::tuple<T>>...>> {};
struct _fn {
  template <unifex::sender... S> auto operator()(S &&...) const {
    return sender<std::conditional_t<std::is_void_v<value_of<S>>, unit,
                                     value_of<S>>...>();
  }
};
} // namespace _when_all
inline constexpr _when_all::_fn when_all{};

namespace _when_all_range {
template <typename T> struct sender : _sender<std::vector<T>> {};
template <> struct sender<void> : _sender<void> {};
struct _fn {
  template <unifex::sender S>
  sender<value_of<S>> operator()(std::vector<S>) const {
    return {};
  }
};
} // namespace _when_all_range
inline constexpr _when_all_range::_fn when_all_range{};
} // namespace unifex
