// Stand-in for folly's CurrentExecutor.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>

namespace folly {
namespace coro {
namespace detail {
struct co_current_executor_ {
  enum class secret_ { token_ };
  explicit constexpr co_current_executor_(secret_) {}
};
struct co_current_cancellation_token_ {
  enum class secret_ { token_ };
  explicit constexpr co_current_cancellation_token_(secret_) {}
};

class co_reschedule_on_current_executor_ {
public:
  class Awaiter {
  public:
    explicit Awaiter(folly::Executor::KeepAlive<> E) noexcept : E(E) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(coroutine_handle<> Coro) {
      E->add([Coro] { Coro.resume(); });
    }
    void await_resume() noexcept {}

  private:
    folly::Executor::KeepAlive<> E;
  };

private:
  friend Awaiter co_viaIfAsync(folly::Executor::KeepAlive<> E,
                               co_reschedule_on_current_executor_) {
    return Awaiter{E};
  }
};
} // namespace detail

using co_current_executor_t = detail::co_current_executor_;
inline constexpr co_current_executor_t co_current_executor{
    co_current_executor_t::secret_::token_};

using co_reschedule_on_current_executor_t =
    detail::co_reschedule_on_current_executor_;
inline constexpr co_reschedule_on_current_executor_t
    co_reschedule_on_current_executor;

using co_current_cancellation_token_t = detail::co_current_cancellation_token_;
inline constexpr co_current_cancellation_token_t co_current_cancellation_token{
    co_current_cancellation_token_t::secret_::token_};

class co_safe_point_t final {};
inline constexpr co_safe_point_t co_safe_point{};
} // namespace coro
} // namespace folly
