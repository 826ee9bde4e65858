// Stand-in for folly's Unit.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <type_traits>

namespace folly {
struct Unit {
  friend bool operator==(Unit, Unit) { return true; }
};
constexpr Unit unit{};

template <typename T>
using lift_unit_t = std::conditional_t<std::is_void_v<T>, Unit, T>;
template <typename T>
using drop_unit_t = std::conditional_t<std::is_same_v<T, Unit>, void, T>;
} // namespace folly
