// Stand-in for folly's AsyncScope.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/CancellationToken.h>
#include <folly/ExceptionWrapper.h>
#include <folly/coro/Baton.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Task.h>
#include <folly/coro/detail/InlineTask.h>
#include <folly/futures/Future.h>

#include <cassert>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
class AsyncScope {
public:
  AsyncScope() noexcept = default;
  explicit AsyncScope(bool ThrowOnJoin) noexcept : ThrowOnJoin(ThrowOnJoin) {}
  ~AsyncScope() { assert((!AnyTasksStarted || Joined) && "join the scope"); }

  std::size_t remaining() const noexcept { return Remaining; }

  // Takes what any coroutine can await: a task needs an executor first.
  template <typename Awaitable> void add(Awaitable &&A, void * = nullptr) {
    AnyTasksStarted = true;
    ++Remaining;
    addImpl<std::decay_t<Awaitable>>(this, static_cast<Awaitable &&>(A))
        .start();
  }
  template <typename Awaitable> void addWithSourceLoc(Awaitable &&A) {
    add(static_cast<Awaitable &&>(A));
  }
  Task<void> joinAsync() noexcept {
    if (Remaining != 0)
      co_await Done;
    Joined = true;
    if (Error && ThrowOnJoin)
      co_yield co_error{std::move(Error)};
  }
  SemiFuture<Unit> cleanup() noexcept { return joinAsync().semi(); }

private:
  template <typename Awaitable>
  static detail::InlineTaskDetached addImpl(AsyncScope *Scope, Awaitable A) {
    static_assert(std::is_void_v<await_result_t<Awaitable>> ||
                  std::is_same_v<await_result_t<Awaitable>, folly::Unit>);
    try {
      co_await std::move(A);
    } catch (...) {
      Scope->Error = exception_wrapper(std::current_exception());
    }
    if (--Scope->Remaining == 0)
      Scope->Done.post();
  }

  std::size_t Remaining = 0;
  bool AnyTasksStarted = false;
  bool Joined = false;
  bool ThrowOnJoin = false;
  exception_wrapper Error;
  Baton Done;
};

class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept : Token(Source.getToken()) {}
  explicit CancellableAsyncScope(bool ThrowOnJoin) noexcept
      : Token(Source.getToken()), Scope(ThrowOnJoin) {}
  explicit CancellableAsyncScope(CancellationToken &&T)
      : Token(cancellation_token_merge(Source.getToken(), std::move(T))) {}

  std::size_t remaining() const noexcept { return Scope.remaining(); }
  template <typename Awaitable>
  void add(Awaitable &&A, std::optional<CancellationToken> T = std::nullopt,
           void * = nullptr) {
    Scope.add(
        co_withCancellation(T ? cancellation_token_merge(*T, Token) : Token,
                            static_cast<Awaitable &&>(A)));
  }
  template <typename Awaitable> void addWithSourceLoc(Awaitable &&A) {
    add(static_cast<Awaitable &&>(A));
  }
  template <class T>
  folly::coro::Task<void>
  co_schedule(folly::coro::Task<T> &&Task,
              std::optional<CancellationToken> Tok = std::nullopt) {
    add(co_withExecutor(co_await co_current_executor, std::move(Task)),
        std::move(Tok));
  }
  void requestCancellation() const noexcept { Source.requestCancellation(); }
  bool isScopeCancellationRequested() const noexcept {
    return Token.isCancellationRequested();
  }
  Task<void> cancelAndJoinAsync() noexcept {
    requestCancellation();
    co_await joinAsync();
  }
  Task<void> joinAsync() noexcept { co_await Scope.joinAsync(); }

private:
  folly::CancellationSource Source;
  CancellationToken Token;
  AsyncScope Scope;
};
} // namespace coro
} // namespace folly
