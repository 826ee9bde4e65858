#pragma once
#include <unifex/task.hpp>

namespace unifex {
namespace _sync_wait_cpo {
struct _fn {
  template <sender S>
  std::optional<
      std::conditional_t<std::is_void_v<value_of<S>>, unit, value_of<S>>>
  operator()(S &&) const {
    return std::nullopt;
  }
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

// With the type of the result in front.
namespace _sync_wait_r_cpo {
template <typename Result> struct _fn {
  template <sender S> std::optional<Result> operator()(S &&) const {
    return std::nullopt;
  }
};
} // namespace _sync_wait_r_cpo
template <typename Result>
inline constexpr _sync_wait_r_cpo::_fn<Result> sync_wait_r{};
} // namespace unifex
