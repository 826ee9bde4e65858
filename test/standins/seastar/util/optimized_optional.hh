// Stand-in for Seastar's optimized_optional.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <optional>
#include <utility>

namespace seastar {
template <typename T> class optimized_optional {
public:
  optimized_optional() = default;
  optimized_optional(T Value) : Value(std::move(Value)) {}
  explicit operator bool() const noexcept {
    return Value && static_cast<bool>(*Value);
  }
  T &operator*() noexcept { return *Value; }

private:
  std::optional<T> Value;
};
} // namespace seastar
