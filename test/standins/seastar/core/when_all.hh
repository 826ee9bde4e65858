// Stand-in for Seastar's when_all.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>

#include <concepts>
#include <exception>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace seastar {
namespace internal {
template <typename F> auto futurize_invoke_if_func(F &&FutureOrFunc) {
  if constexpr (is_future<std::decay_t<F>>::value)
    return std::move(FutureOrFunc);
  else
    return futurize_invoke(std::forward<F>(FutureOrFunc));
}

template <typename... Futures>
future<std::tuple<Futures...>> when_all_tuple(Futures... Fs) {
  co_return std::tuple<Futures...>(
      co_await coroutine::as_future(std::move(Fs))...);
}
template <typename F>
future<std::vector<F>> when_all_vector(std::vector<F> Futures) {
  for (auto &Each : Futures) {
    auto Ready = co_await coroutine::as_future(std::move(Each));
    Each = std::move(Ready);
  }
  co_return std::move(Futures);
}

template <typename... Futures> struct succeed_type {
  using type = future<value_tuple_for_non_void_futures<Futures...>>;
};
template <typename... Futures>
  requires(std::is_same_v<value_tuple_for_non_void_futures<Futures...>,
                          std::tuple<>>)
struct succeed_type<Futures...> {
  using type = future<>;
};
template <typename F> struct succeed_vector_type {
  using type = future<std::vector<typename F::value_type>>;
};
template <> struct succeed_vector_type<future<>> {
  using type = future<>;
};

template <typename... Futures>
typename succeed_type<Futures...>::type when_all_succeed_tuple(Futures... Fs) {
  auto Ready = co_await when_all_tuple(std::move(Fs)...);
  auto Values = std::apply(
      [](Futures &...F) { return std::tuple_cat(take_non_void(F)...); }, Ready);
  if constexpr (std::tuple_size_v<decltype(Values)> != 0)
    co_return std::move(Values);
}
template <typename F>
typename succeed_vector_type<F>::type
when_all_succeed_vector(std::vector<F> Futures) {
  auto Ready = co_await when_all_vector(std::move(Futures));
  if constexpr (std::is_same_v<F, future<>>) {
    for (auto &Each : Ready)
      Each.get();
  } else {
    std::vector<typename F::value_type> Values;
    for (auto &Each : Ready)
      Values.push_back(Each.get());
    co_return std::move(Values);
  }
}
} // namespace internal

template <typename... FutOrFuncs> auto when_all(FutOrFuncs &&...Fs) noexcept {
  return internal::when_all_tuple(
      internal::futurize_invoke_if_func(std::forward<FutOrFuncs>(Fs))...);
}
template <typename FutureIterator,
          typename = typename std::iterator_traits<FutureIterator>::value_type>
auto when_all(FutureIterator Begin, FutureIterator End) noexcept {
  using value = typename std::iterator_traits<FutureIterator>::value_type;
  std::vector<value> Futures(std::move_iterator{Begin},
                             std::move_iterator{End});
  return internal::when_all_vector(std::move(Futures));
}

template <typename... FutOrFuncs>
auto when_all_succeed(FutOrFuncs &&...Fs) noexcept {
  return internal::when_all_succeed_tuple(
      internal::futurize_invoke_if_func(std::forward<FutOrFuncs>(Fs))...);
}
template <typename FutureIterator, typename Sentinel,
          typename = typename std::iterator_traits<FutureIterator>::value_type>
auto when_all_succeed(FutureIterator Begin, Sentinel End) noexcept {
  using value = typename std::iterator_traits<FutureIterator>::value_type;
  std::vector<value> Futures(std::move_iterator{Begin},
                             std::move_iterator{End});
  return internal::when_all_succeed_vector(std::move(Futures));
}
template <typename T>
auto when_all_succeed(std::vector<future<T>> &&Futures) noexcept {
  return internal::when_all_succeed_vector(std::move(Futures));
}
} // namespace seastar
