// Stand-in for cppcoro's is_awaitable.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>

namespace cppcoro {
template <typename T, typename = std::void_t<>>
struct is_awaitable : std::false_type {};
template <typename T>
struct is_awaitable<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>>
    : std::true_type {};
template <typename T> constexpr bool is_awaitable_v = is_awaitable<T>::value;
} // namespace cppcoro
