// Stand-in for libcoro's range_of.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <concepts>
#include <cstddef>

namespace coro::concepts {
// Containers are ranges enough here, and <ranges> is slow to read.
template <typename T>
concept range = requires(T &Range) {
  typename T::value_type;
  Range.begin();
  Range.end();
};
template <typename T, typename V>
concept range_of = range<T> && std::same_as<V, typename T::value_type>;
template <typename T, typename V>
concept sized_range_of = range_of<T, V> && requires(T &Range) {
  { Range.size() } -> std::same_as<std::size_t>;
};
} // namespace coro::concepts
