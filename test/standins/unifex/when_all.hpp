#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _when_all {
template <typename... T> struct _sender {
  struct type : unifex::_sender<std::tuple<std::variant<std::tuple<T>>...>> {};
};
struct _fn {
  template <unifex::sender... S> auto operator()(S &&...) const {
    return typename _sender<std::conditional_t<std::is_void_v<value_of<S>>,
                                               unit, value_of<S>>...>::type();
  }
};
} // namespace _when_all
inline constexpr _when_all::_fn when_all{};
} // namespace unifex
