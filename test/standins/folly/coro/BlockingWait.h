// Stand-in for folly's BlockingWait.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/executors/DrivableExecutor.h>
#include <folly/executors/GlobalExecutor.h>

#include <exception>
#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
namespace detail {
template <typename T> class BlockingWaitTask {
public:
  class promise_type {
  public:
    BlockingWaitTask get_return_object() noexcept {
      return BlockingWaitTask{
          coroutine_handle<promise_type>::from_promise(*this)};
    }
    suspend_always initial_suspend() noexcept { return {}; }
    suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { Error = std::current_exception(); }
    // Keeps the result where it is: the root stays suspended behind it.
    template <typename U> suspend_always yield_value(U &&Value) noexcept {
      Stored = std::addressof(Value);
      return {};
    }
    std::add_pointer_t<T> Stored = nullptr;
    std::exception_ptr Error;
  };

  explicit BlockingWaitTask(coroutine_handle<promise_type> Coro) : Coro(Coro) {}
  BlockingWaitTask(BlockingWaitTask &&) = delete;
  ~BlockingWaitTask() { Coro.destroy(); }

  std::add_rvalue_reference_t<T> get() {
    Coro.resume();
    // Nothing left to run and not done: the real one would hang here.
    while (!Coro.done() && !Coro.promise().Stored)
      if (!folly::detail::RunQueue::instance().runOne())
        std::terminate();
    if (Coro.promise().Error)
      std::rethrow_exception(Coro.promise().Error);
    if constexpr (!std::is_void_v<T>)
      return static_cast<T &&>(*Coro.promise().Stored);
  }

private:
  coroutine_handle<promise_type> Coro;
};

template <typename Awaitable>
BlockingWaitTask<await_result_t<Awaitable>>
makeBlockingWaitTask(Awaitable &&A) {
  if constexpr (std::is_void_v<await_result_t<Awaitable>>)
    co_await static_cast<Awaitable &&>(A);
  else
    co_yield co_await static_cast<Awaitable &&>(A);
}

template <typename T> struct decay_rvalue {
  using type = T;
};
template <typename T> struct decay_rvalue<T &&> {
  using type = T;
};
} // namespace detail

struct blocking_wait_fn {
  template <typename Awaitable>
    requires(is_awaitable_v<Awaitable>)
  auto operator()(Awaitable &&A) const ->
      typename detail::decay_rvalue<await_result_t<Awaitable>>::type {
    return detail::makeBlockingWaitTask(static_cast<Awaitable &&>(A)).get();
  }
  template <typename SemiAwaitable>
    requires(!folly::ext::must_use_immediately_v<SemiAwaitable>)
  auto operator()(SemiAwaitable &&A, folly::DrivableExecutor *E) const ->
      typename detail::decay_rvalue<semi_await_result_t<SemiAwaitable>>::type {
    return detail::makeBlockingWaitTask(
               folly::coro::co_viaIfAsync(folly::getKeepAliveToken(E),
                                          static_cast<SemiAwaitable &&>(A)))
        .get();
  }
  template <typename SemiAwaitable>
    requires(!is_awaitable_v<SemiAwaitable> &&
             !folly::ext::must_use_immediately_v<SemiAwaitable>)
  auto operator()(SemiAwaitable &&A) const ->
      typename detail::decay_rvalue<semi_await_result_t<SemiAwaitable>>::type {
    return detail::makeBlockingWaitTask(
               folly::coro::co_viaIfAsync(folly::getGlobalCPUExecutor(),
                                          static_cast<SemiAwaitable &&>(A)))
        .get();
  }
  template <typename SemiAwaitable>
    requires(folly::ext::must_use_immediately_v<SemiAwaitable>)
  auto operator()(SemiAwaitable A) const {
    return operator()(std::move(A).unwrap());
  }
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;
} // namespace coro
} // namespace folly
