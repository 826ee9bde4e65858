// Stand-in for folly's ViaIfAsync.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/Traits.h>
#include <folly/coro/WithCancellation.h>
#include <folly/lang/CustomizationPoint.h>

#include <utility>

namespace folly::coro {
// The original hops back to the executor; here everything runs on one thread.
template <typename Awaitable> class ViaIfAsyncAwaitable {
public:
  explicit ViaIfAsyncAwaitable(folly::Executor::KeepAlive<>, Awaitable &&A)
      : A(static_cast<Awaitable &&>(A)) {}
  decltype(auto) operator co_await() && {
    return folly::coro::get_awaiter(static_cast<Awaitable &&>(A));
  }

private:
  Awaitable A;
};

namespace detail {
namespace adl {
template <typename SemiAwaitable>
auto co_viaIfAsync(folly::Executor::KeepAlive<> E, SemiAwaitable &&A)
    -> decltype(static_cast<SemiAwaitable &&>(A).viaIfAsync(E)) {
  return static_cast<SemiAwaitable &&>(A).viaIfAsync(E);
}
template <typename Awaitable>
  requires(is_awaitable_v<Awaitable>)
auto co_viaIfAsync(folly::Executor::KeepAlive<> E, Awaitable &&A)
    -> ViaIfAsyncAwaitable<Awaitable> {
  return ViaIfAsyncAwaitable<Awaitable>{E, static_cast<Awaitable &&>(A)};
}

struct ViaIfAsyncFunction {
  template <typename Awaitable>
  auto operator()(folly::Executor::KeepAlive<> E, Awaitable &&A) const
      -> decltype(co_viaIfAsync(E, static_cast<Awaitable &&>(A))) {
    return co_viaIfAsync(E, static_cast<Awaitable &&>(A));
  }
};
} // namespace adl
} // namespace detail
FOLLY_DEFINE_CPO(detail::adl::ViaIfAsyncFunction, co_viaIfAsync)

template <typename T>
using semi_await_awaitable_t = decltype(folly::coro::co_viaIfAsync(
    std::declval<folly::Executor::KeepAlive<>>(), std::declval<T>()));
template <typename T>
inline constexpr bool is_semi_awaitable_v =
    requires { typename semi_await_awaitable_t<T>; };
template <typename T>
using semi_await_result_t = await_result_t<semi_await_awaitable_t<T>>;

namespace detail {
template <typename Awaitable> class TryAwaiter {
  using Awaiter = awaiter_type_t<Awaitable>;
  Awaiter Inner;

public:
  explicit TryAwaiter(Awaitable &&A)
      : Inner(get_awaiter(static_cast<Awaitable &&>(A))) {}
  auto await_ready() { return Inner.await_ready(); }
  template <typename Promise>
  auto await_suspend(coroutine_handle<Promise> Coro) {
    return Inner.await_suspend(Coro);
  }
  auto await_resume() { return Inner.await_resume_try(); }
};

// What wraps an awaitable and passes executor and token on to it.
template <template <typename T> typename Derived, typename T>
class CommutativeWrapperAwaitable {
public:
  explicit CommutativeWrapperAwaitable(T &&A) : inner_(static_cast<T &&>(A)) {}

  template <typename T2 = T>
  friend auto co_withCancellation(const folly::CancellationToken &Token,
                                  Derived<T> A) {
    using Result =
        std::remove_reference_t<decltype(folly::coro::co_withCancellation(
            Token, std::declval<T2>()))>;
    return Derived<Result>{
        folly::coro::co_withCancellation(Token, static_cast<T2 &&>(A.inner_))};
  }
  template <typename T2 = T, typename Result = semi_await_awaitable_t<T2>>
  friend Derived<Result> co_viaIfAsync(folly::Executor::KeepAlive<> E,
                                       Derived<T> A) {
    return Derived<Result>{
        folly::coro::co_viaIfAsync(E, static_cast<T2 &&>(A.inner_))};
  }

protected:
  T inner_;
};

template <typename T>
class [[FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE]] TryAwaitable
    : public CommutativeWrapperAwaitable<TryAwaitable, T> {
public:
  using CommutativeWrapperAwaitable<TryAwaitable,
                                    T>::CommutativeWrapperAwaitable;

  template <typename Self>
    requires(std::is_same_v<std::remove_cvref_t<Self>, TryAwaitable> &&
             is_awaitable_v<T>)
  friend TryAwaiter<T> operator co_await(Self &&A) {
    return TryAwaiter<T>{static_cast<T &&>(A.inner_)};
  }
};
} // namespace detail

template <typename Awaitable>
detail::TryAwaitable<std::remove_cvref_t<Awaitable>>
co_awaitTry(Awaitable &&A) {
  return detail::TryAwaitable<std::remove_cvref_t<Awaitable>>{
      static_cast<Awaitable &&>(A)};
}

template <typename T>
using semi_await_try_result_t =
    await_result_t<semi_await_awaitable_t<decltype(folly::coro::co_awaitTry(
        std::declval<T>()))>>;
} // namespace folly::coro
