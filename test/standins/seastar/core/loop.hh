// Stand-in for Seastar's loop.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/util/bool_class.hh>

#include <concepts>
#include <cstddef>
#include <exception>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace seastar {
struct stop_iteration_tag {};
using stop_iteration = bool_class<stop_iteration_tag>;

namespace internal {
// The loops, as coroutines that own what they were given.
template <typename AsyncAction> future<> repeat_impl(AsyncAction Action) {
  while (!(co_await futurize_invoke(Action))) {
  }
}
template <typename T, typename AsyncAction>
future<T> repeat_until_value_impl(AsyncAction Action) {
  for (;;)
    if (std::optional<T> Value = co_await futurize_invoke(Action))
      co_return std::move(*Value);
}
template <typename StopCondition, typename AsyncAction>
future<> do_until_impl(StopCondition Stop, AsyncAction Action) {
  while (!Stop())
    co_await futurize_invoke(Action);
}
template <typename Iterator, typename Sentinel, typename AsyncAction>
future<> do_for_each_impl(Iterator Begin, Sentinel End, AsyncAction Action) {
  for (; Begin != End; ++Begin)
    co_await futurize_invoke(Action, *Begin);
}
inline future<> wait_for_all(std::vector<future<>> Futures) {
  std::exception_ptr Error;
  for (auto &F : Futures) {
    try {
      co_await std::move(F);
    } catch (...) {
      Error = std::current_exception();
    }
  }
  if (Error)
    std::rethrow_exception(Error);
}
template <typename Iterator, typename Sentinel, typename Func>
future<> max_concurrent_lane(Iterator &Begin, Sentinel End, Func &F) {
  while (Begin != End) {
    auto Next = futurize_invoke(F, *Begin);
    ++Begin;
    co_await std::move(Next);
  }
}
template <typename Iterator, typename Sentinel, typename Func>
future<> max_concurrent_impl(Iterator Begin, Sentinel End, std::size_t Max,
                             Func F) {
  std::vector<future<>> Lanes;
  for (std::size_t I = 0; I < Max && Begin != End; ++I)
    Lanes.push_back(max_concurrent_lane(Begin, End, F));
  co_await wait_for_all(std::move(Lanes));
}

template <typename AsyncAction> struct repeat_until_value_type {
  using optional_type =
      typename futurize<std::invoke_result_t<AsyncAction>>::value_type;
  using value_type = typename optional_type::value_type;
};

template <typename Sentinel, typename Iterator>
concept ends = std::same_as<Sentinel, Iterator> ||
               requires(Iterator I, Sentinel S) { static_cast<bool>(I != S); };
} // namespace internal

template <typename AsyncAction>
future<> repeat(const AsyncAction &Action) noexcept = delete;
template <typename AsyncAction>
future<> repeat(AsyncAction &Action) noexcept = delete;
template <typename AsyncAction>
  requires std::is_invocable_r_v<stop_iteration, AsyncAction> ||
           std::is_invocable_r_v<future<stop_iteration>, AsyncAction>
future<> repeat(AsyncAction &&Action) noexcept {
  return internal::repeat_impl(std::move(Action));
}

template <typename AsyncAction>
auto repeat_until_value(AsyncAction Action) noexcept {
  return internal::repeat_until_value_impl<
      typename internal::repeat_until_value_type<AsyncAction>::value_type>(
      std::move(Action));
}

template <typename AsyncAction, typename StopCondition>
  requires std::is_invocable_r_v<bool, StopCondition> &&
           std::is_invocable_r_v<future<>, AsyncAction>
future<> do_until(StopCondition Stop, AsyncAction Action) noexcept {
  return internal::do_until_impl(std::move(Stop), std::move(Action));
}

template <typename AsyncAction>
  requires std::is_invocable_r_v<future<>, AsyncAction>
future<> keep_doing(AsyncAction Action) noexcept {
  return internal::do_until_impl([] { return false; }, std::move(Action));
}

template <typename Iterator, typename Sentinel, typename AsyncAction>
  requires(requires(Iterator I, AsyncAction A) {
    { futurize_invoke(A, *I) } -> std::same_as<future<>>;
  } && internal::ends<Sentinel, Iterator>)
future<> do_for_each(Iterator Begin, Sentinel End,
                     AsyncAction Action) noexcept {
  return internal::do_for_each_impl(Begin, End, std::move(Action));
}
template <typename Range, typename AsyncAction>
  requires requires(Range R, AsyncAction A) {
    { futurize_invoke(A, *std::begin(R)) } -> std::same_as<future<>>;
    std::end(R);
  }
future<> do_for_each(Range &R, AsyncAction Action) noexcept {
  return internal::do_for_each_impl(std::begin(R), std::end(R),
                                    std::move(Action));
}

template <typename Iterator, typename Sentinel, typename Func>
  requires(requires(Func F, Iterator I) {
    { F(*I) } -> std::same_as<future<>>;
    { I++ };
  } && internal::ends<Sentinel, Iterator>)
future<> parallel_for_each(Iterator Begin, Sentinel End, Func &&F) noexcept {
  std::vector<future<>> Futures;
  for (; Begin != End; ++Begin)
    Futures.push_back(futurize_invoke(std::forward<Func>(F), *Begin));
  return internal::wait_for_all(std::move(Futures));
}
template <typename Range, typename Func>
  requires requires(Func F, Range R) {
    { F(*std::begin(R)) } -> std::same_as<future<>>;
    std::end(R);
  }
future<> parallel_for_each(Range &&R, Func &&F) noexcept {
  return parallel_for_each(std::begin(R), std::end(R), std::forward<Func>(F));
}

template <typename Iterator, typename Sentinel, typename Func>
  requires(requires(Func F, Iterator I) {
    { F(*I) } -> std::same_as<future<>>;
    { ++I };
  } && internal::ends<Sentinel, Iterator>)
future<> max_concurrent_for_each(Iterator Begin, Sentinel End,
                                 std::size_t max_concurrent,
                                 Func &&F) noexcept {
  return internal::max_concurrent_impl(
      Begin, End, max_concurrent, std::decay_t<Func>(std::forward<Func>(F)));
}
template <typename Range, typename Func>
  requires requires(Func F, Range R) {
    { F(*std::begin(R)) } -> std::same_as<future<>>;
    std::end(R);
  }
future<> max_concurrent_for_each(Range &&R, std::size_t max_concurrent,
                                 Func &&F) noexcept {
  return max_concurrent_for_each(std::begin(R), std::end(R), max_concurrent,
                                 std::forward<Func>(F));
}
} // namespace seastar
