// Stand-in for Seastar's do_with.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <memory>
#include <tuple>
#include <utility>

namespace seastar {
template <typename T, typename Func>
auto do_with(T &&Value, Func &&F) noexcept {
  auto Kept = std::make_unique<std::decay_t<T>>(std::forward<T>(Value));
  auto Result = futurize_invoke(std::forward<Func>(F), *Kept);
  return Result.finally([Kept = std::move(Kept)] {});
}
template <typename T1, typename T2, typename Func>
auto do_with(T1 &&First, T2 &&Second, Func &&F) noexcept {
  auto Kept = std::make_unique<std::tuple<std::decay_t<T1>, std::decay_t<T2>>>(
      std::forward<T1>(First), std::forward<T2>(Second));
  auto Result = futurize_invoke(std::forward<Func>(F), std::get<0>(*Kept),
                                std::get<1>(*Kept));
  return Result.finally([Kept = std::move(Kept)] {});
}
} // namespace seastar
