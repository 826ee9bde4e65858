// Stand-in for Seastar's all.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/coroutine.hh>

#include <concepts>
#include <cstddef>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

namespace seastar::internal {
template <typename F>
using non_void_tuple = std::conditional_t<
    std::is_same_v<typename F::value_type, internal::monostate>, std::tuple<>,
    std::tuple<typename F::value_type>>;
template <typename... Fs>
using value_tuple_for_non_void_futures =
    decltype(std::tuple_cat(std::declval<non_void_tuple<Fs>>()...));

template <typename F> non_void_tuple<F> take_non_void(F &Ready) {
  if constexpr (std::is_same_v<non_void_tuple<F>, std::tuple<>>) {
    Ready.get();
    return {};
  } else {
    return non_void_tuple<F>(Ready.get());
  }
}
} // namespace seastar::internal

namespace seastar::coroutine {
template <typename T>
concept future_type = is_future<T>::value;

template <typename... Futures>
  requires(sizeof...(Futures) > 0)
class [[nodiscard("must co_await an all() object")]] all {
  using tuple = std::tuple<Futures...>;
  using value_tuple =
      typename seastar::internal::value_tuple_for_non_void_futures<Futures...>;

  tuple _futures;

  struct awaiter {
    all &State;

    bool await_ready() const {
      return std::apply(
          [](const Futures &...Fs) { return (... && Fs.available()); },
          State._futures);
    }
    template <typename U> void await_suspend(std::coroutine_handle<U> H) {
      process<0>(H);
    }
    value_tuple await_resume() {
      return std::apply(
          [](Futures &...Fs) {
            return std::tuple_cat(seastar::internal::take_non_void(Fs)...);
          },
          State._futures);
    }
    template <std::size_t Index> void process(std::coroutine_handle<> H) {
      if constexpr (Index == sizeof...(Futures))
        H.resume();
      else
        std::get<Index>(State._futures).when_ready([this, H] {
          process<Index + 1>(H);
        });
    }
  };

public:
  template <typename... Func>
    requires(... && std::invocable<Func>) &&
            (... && future_type<std::invoke_result_t<Func>>)
  explicit all(Func &&...Fs) : _futures(futurize_invoke(Fs)...) {}

  awaiter operator co_await() { return awaiter{*this}; }
};

template <typename FirstFunc, typename... MoreFuncs>
explicit all(FirstFunc &&, MoreFuncs &&...)
    -> all<std::invoke_result_t<FirstFunc>, std::invoke_result_t<MoreFuncs>...>;
} // namespace seastar::coroutine
