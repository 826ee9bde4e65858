// Stand-in for async_simple's Collect.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "async_simple/coro/Lazy.h"

#include <cstddef>
#include <vector>

namespace async_simple::coro {
template <typename T> Lazy<> collectAll(std::vector<Lazy<T>> &&) { co_return; }
template <typename... T> Lazy<> collectAll(Lazy<T>...) { co_return; }
template <typename T> Lazy<> collectAllPara(std::vector<Lazy<T>> &&) {
  co_return;
}
template <typename T>
Lazy<> collectAllWindowed(std::size_t, bool, std::vector<Lazy<T>> &&) {
  co_return;
}
template <typename T>
Lazy<> collectAllWindowedPara(std::size_t, bool, std::vector<Lazy<T>> &&) {
  co_return;
}
} // namespace async_simple::coro
