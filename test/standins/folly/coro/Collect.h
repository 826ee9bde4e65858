// Stand-in for folly's Collect.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Try.h>
#include <folly/Unit.h>
#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Baton.h>
#include <folly/coro/Task.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/safe/NowTask.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace folly {
namespace coro {
namespace detail {
template <typename SemiAwaitable>
using collect_all_try_component_t =
    folly::Try<std::remove_cvref_t<semi_await_result_t<SemiAwaitable>>>;
template <typename SemiAwaitable>
using collect_all_component_t =
    std::remove_cvref_t<lift_unit_t<semi_await_result_t<SemiAwaitable>>>;
template <typename... SemiAwaitables>
using collect_any_component_t = std::common_type_t<
    std::remove_cvref_t<semi_await_result_t<SemiAwaitables>>...>;

template <typename Range>
using range_reference_t = decltype(*std::declval<Range &>().begin());

template <typename Container> class MoveRange {
public:
  explicit MoveRange(Container &C) : C(C) {}
  auto begin() { return std::make_move_iterator(C.begin()); }
  auto end() { return std::make_move_iterator(C.end()); }

private:
  Container &C;
};

// Runs Body, a coroutine function, Lanes times at once.
template <typename F> Task<void> runLanes(std::size_t Lanes, F Body) {
  struct State {
    std::size_t Left;
    Baton Done;
  } S{Lanes + 1, Baton{}};
  auto Lane = [](F &Body, State &S, Executor::KeepAlive<> E,
                 CancellationToken Token) -> InlineTaskDetached {
    co_await folly::coro::co_viaIfAsync(
        E, folly::coro::co_withCancellation(Token, Body()));
    if (--S.Left == 0)
      S.Done.post();
  };
  for (std::size_t I = 0; I < Lanes; ++I)
    Lane(Body, S, co_await co_current_executor,
         co_await co_current_cancellation_token)
        .start();
  if (--S.Left != 0)
    co_await S.Done;
}

template <typename R, typename SemiAwaitable>
Task<void> collectInto(Try<R> &Result, SemiAwaitable A) {
  try {
    if constexpr (std::is_void_v<semi_await_result_t<SemiAwaitable>>) {
      co_await std::move(A);
      if constexpr (std::is_void_v<R>)
        Result.emplace();
      else
        Result.emplace(Unit{});
    } else {
      Result.emplace(co_await std::move(A));
    }
  } catch (...) {
    Result.emplaceException(std::current_exception());
  }
}

template <std::size_t... Is, typename Results, typename Awaitables>
Task<void> collectTuple(std::index_sequence<Is...>, Results &R,
                        Awaitables &As) {
  std::vector<Task<void>> Tasks;
  (Tasks.push_back(collectInto(std::get<Is>(R), std::move(std::get<Is>(As)))),
   ...);
  std::size_t Next = 0;
  co_await runLanes(sizeof...(Is), [&] { return std::move(Tasks[Next++]); });
}
} // namespace detail

template <typename... SemiAwaitables>
auto collectAllTry(SemiAwaitables... As)
    -> Task<std::tuple<detail::collect_all_try_component_t<
        std::remove_cvref_t<SemiAwaitables>>...>> {
  std::tuple<detail::collect_all_try_component_t<SemiAwaitables>...> Results;
  std::tuple<SemiAwaitables...> Awaitables(std::move(As)...);
  co_await detail::collectTuple(std::index_sequence_for<SemiAwaitables...>{},
                                Results, Awaitables);
  co_return std::move(Results);
}

template <typename... SemiAwaitables>
auto collectAll(SemiAwaitables... As) -> Task<std::tuple<
    detail::collect_all_component_t<std::remove_cvref_t<SemiAwaitables>>...>> {
  std::tuple<folly::Try<detail::collect_all_component_t<SemiAwaitables>>...>
      Results;
  std::tuple<SemiAwaitables...> Awaitables(std::move(As)...);
  co_await detail::collectTuple(std::index_sequence_for<SemiAwaitables...>{},
                                Results, Awaitables);
  co_return std::apply(
      [](auto &...R) { return std::tuple(std::move(R).value()...); }, Results);
}

template <typename InputRange>
auto collectAllTryWindowed(InputRange As, std::size_t MaxConcurrency)
    -> folly::coro::Task<std::vector<detail::collect_all_try_component_t<
        detail::range_reference_t<InputRange>>>> {
  using Result = detail::collect_all_try_component_t<
      detail::range_reference_t<InputRange>>;
  auto It = As.begin();
  const auto Last = As.end();
  std::size_t Next = 0;
  // A generator does not tell how many there are.
  if constexpr (!std::is_same_v<decltype(It),
                                std::remove_const_t<decltype(Last)>>) {
    std::deque<Result> Results;
    std::vector<Task<void>> Tasks;
    for (; It != Last; ++It)
      Tasks.push_back(detail::collectInto(Results.emplace_back(), *It));
    co_await detail::runLanes(std::min(MaxConcurrency, Tasks.size()),
                              [&]() -> Task<void> {
                                while (Next < Tasks.size())
                                  co_await std::move(Tasks[Next++]);
                              });
    co_return std::vector<Result>(std::make_move_iterator(Results.begin()),
                                  std::make_move_iterator(Results.end()));
  } else {
    std::vector<Result> Results(
        static_cast<std::size_t>(std::distance(It, Last)));
    auto Lane = [&]() -> Task<void> {
      while (It != Last) {
        Result &R = Results[Next++];
        auto A = detail::collectInto(R, *It);
        ++It;
        co_await std::move(A);
      }
    };
    co_await detail::runLanes(std::min(MaxConcurrency, Results.size()), Lane);
    co_return std::move(Results);
  }
}

template <typename InputRange,
          std::enable_if_t<std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllWindowed(InputRange As, std::size_t MaxConcurrency)
    -> folly::coro::Task<void> {
  for (auto &R : co_await collectAllTryWindowed(std::move(As), MaxConcurrency))
    R.throwUnlessValue();
}
template <typename InputRange,
          std::enable_if_t<!std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllWindowed(InputRange As, std::size_t MaxConcurrency)
    -> folly::coro::Task<std::vector<detail::collect_all_component_t<
        detail::range_reference_t<InputRange>>>> {
  std::vector<
      detail::collect_all_component_t<detail::range_reference_t<InputRange>>>
      Values;
  for (auto &R : co_await collectAllTryWindowed(std::move(As), MaxConcurrency))
    Values.push_back(std::move(R).value());
  co_return std::move(Values);
}
template <typename SemiAwaitable>
auto collectAllWindowed(std::vector<SemiAwaitable> As,
                        std::size_t MaxConcurrency)
    -> decltype(collectAllWindowed(detail::MoveRange(As), MaxConcurrency)) {
  co_return co_await collectAllWindowed(detail::MoveRange(As), MaxConcurrency);
}
template <typename SemiAwaitable>
auto collectAllTryWindowed(std::vector<SemiAwaitable> As,
                           std::size_t MaxConcurrency)
    -> decltype(collectAllTryWindowed(detail::MoveRange(As), MaxConcurrency)) {
  co_return co_await collectAllTryWindowed(detail::MoveRange(As),
                                           MaxConcurrency);
}

template <typename InputRange,
          std::enable_if_t<!std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllRange(InputRange As) -> folly::coro::Task<std::vector<
    detail::collect_all_component_t<detail::range_reference_t<InputRange>>>> {
  return collectAllWindowed(std::move(As), ~std::size_t(0));
}
template <typename InputRange,
          std::enable_if_t<std::is_void_v<semi_await_result_t<
                               detail::range_reference_t<InputRange>>>,
                           int> = 0>
auto collectAllRange(InputRange As) -> folly::coro::Task<void> {
  return collectAllWindowed(std::move(As), ~std::size_t(0));
}
template <typename InputRange>
auto collectAllTryRange(InputRange As)
    -> folly::coro::Task<std::vector<detail::collect_all_try_component_t<
        detail::range_reference_t<InputRange>>>> {
  return collectAllTryWindowed(std::move(As), ~std::size_t(0));
}
template <typename SemiAwaitable>
auto collectAllRange(std::vector<SemiAwaitable> As)
    -> decltype(collectAllRange(detail::MoveRange(As))) {
  co_return co_await collectAllRange(detail::MoveRange(As));
}
template <typename SemiAwaitable>
auto collectAllTryRange(std::vector<SemiAwaitable> As)
    -> decltype(collectAllTryRange(detail::MoveRange(As))) {
  co_return co_await collectAllTryRange(detail::MoveRange(As));
}

// The original cancels the losers; here the first one always wins.
template <typename SemiAwaitable, typename... SemiAwaitables>
auto collectAny(SemiAwaitable &&A, SemiAwaitables &&...) -> folly::coro::Task<
    std::pair<std::size_t, folly::Try<detail::collect_any_component_t<
                               SemiAwaitable, SemiAwaitables...>>>> {
  co_return std::pair(std::size_t(0), co_await co_awaitTry(std::move(A)));
}
template <typename SemiAwaitable>
auto collectAnyRange(std::vector<SemiAwaitable> As)
    -> folly::coro::Task<std::pair<
        std::size_t, detail::collect_all_try_component_t<SemiAwaitable>>> {
  co_return std::pair(std::size_t(0),
                      co_await co_awaitTry(std::move(As.front())));
}
} // namespace coro
} // namespace folly
