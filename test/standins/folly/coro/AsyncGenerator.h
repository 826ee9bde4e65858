// Stand-in for folly's AsyncGenerator.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/CancellationToken.h>
#include <folly/Try.h>
#include <folly/coro/Task.h>

#include <memory>
#include <type_traits>
#include <utility>

namespace folly {
namespace coro {
template <typename Reference, typename Value = std::remove_cvref_t<Reference>,
          bool RequiresCleanup = false>
class AsyncGenerator;

namespace detail {
template <typename Reference, typename Value, bool RequiresCleanup>
class AsyncGeneratorPromise final : public BasePromise {
  class YieldAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    coroutine_handle<>
    await_suspend(coroutine_handle<AsyncGeneratorPromise> Coro) noexcept {
      return Coro.promise().continuation_;
    }
    void await_resume() noexcept {}
  };

public:
  AsyncGenerator<Reference, Value, RequiresCleanup>
  get_return_object() noexcept;
  suspend_always initial_suspend() noexcept { return {}; }
  YieldAwaiter final_suspend() noexcept {
    Current = nullptr;
    return {};
  }
  void unhandled_exception() noexcept {
    Error = exception_wrapper(std::current_exception());
  }
  void return_void() noexcept {}
  YieldAwaiter yield_value(Reference &&V) noexcept {
    Current = std::addressof(V);
    return {};
  }
  template <typename U>
    requires(!std::is_reference_v<Reference> &&
             std::is_convertible_v<U, Reference>)
  YieldAwaiter yield_value(U &&V) {
    Held.emplace(static_cast<U &&>(V));
    Current = std::addressof(*Held);
    return {};
  }
  YieldAwaiter yield_value(co_error E) noexcept {
    Error = std::move(E.exception());
    Current = nullptr;
    return {};
  }

  std::add_pointer_t<Reference> Current = nullptr;
  std::optional<Value> Held;
  exception_wrapper Error;
};
} // namespace detail

template <typename Reference, typename Value, bool RequiresCleanup>
class [[nodiscard]] AsyncGenerator {
public:
  using promise_type =
      detail::AsyncGeneratorPromise<Reference, Value, RequiresCleanup>;
  using value_type = Value;
  using reference = Reference;
  using pointer = std::add_pointer_t<Reference>;

private:
  using handle_t = coroutine_handle<promise_type>;

public:
  AsyncGenerator() noexcept : coro_() {}
  AsyncGenerator(AsyncGenerator &&Other) noexcept
      : coro_(std::exchange(Other.coro_, {})) {}
  ~AsyncGenerator() {
    if (coro_)
      coro_.destroy();
  }
  AsyncGenerator &operator=(AsyncGenerator &&Other) noexcept {
    swap(Other);
    return *this;
  }
  void swap(AsyncGenerator &Other) noexcept { std::swap(coro_, Other.coro_); }

  class [[nodiscard]] CleanupSemiAwaitable {
  public:
    ready_awaitable<> viaIfAsync(Executor::KeepAlive<>) noexcept { return {}; }
  };
  CleanupSemiAwaitable cleanup() && {
    static_assert(RequiresCleanup);
    std::exchange(coro_, {}).destroy();
    return {};
  }

  class NextAwaitable;
  class NextSemiAwaitable;

  class NextResult {
  public:
    NextResult() noexcept = default;
    bool has_value() const noexcept { return Current != nullptr; }
    explicit operator bool() const noexcept { return has_value(); }
    decltype(auto) value() & { return *Current; }
    decltype(auto) value() && { return static_cast<Reference &&>(*Current); }
    decltype(auto) operator*() & { return value(); }
    decltype(auto) operator*() && { return std::move(*this).value(); }
    decltype(auto) operator->() { return Current; }

  private:
    friend NextAwaitable;
    explicit NextResult(pointer Current) noexcept : Current(Current) {}
    pointer Current = nullptr;
  };

  class NextAwaitable {
  public:
    bool await_ready() noexcept { return !coro_; }
    template <typename Promise>
    coroutine_handle<>
    await_suspend(coroutine_handle<Promise> Continuation) noexcept {
      coro_.promise().continuation_ = Continuation;
      return coro_;
    }
    NextResult await_resume() {
      if (!coro_)
        return {};
      if (coro_.promise().Error)
        coro_.promise().Error.throw_exception();
      return NextResult{coro_.promise().Current};
    }
    Try<NextResult> await_resume_try() noexcept {
      if (coro_ && coro_.promise().Error)
        return Try<NextResult>(coro_.promise().Error);
      return Try<NextResult>(coro_ ? NextResult{coro_.promise().Current}
                                   : NextResult{});
    }

  private:
    friend NextSemiAwaitable;
    explicit NextAwaitable(handle_t Coro) noexcept : coro_(Coro) {}
    handle_t coro_;
  };

  class NextSemiAwaitable {
  public:
    NextAwaitable viaIfAsync(Executor::KeepAlive<> E) noexcept {
      if (coro_)
        coro_.promise().executor_ = E;
      return NextAwaitable{coro_};
    }
    friend NextSemiAwaitable co_withCancellation(CancellationToken Token,
                                                 NextSemiAwaitable &&A) {
      if (A.coro_)
        A.coro_.promise().setCancellationToken(std::move(Token));
      return NextSemiAwaitable{std::exchange(A.coro_, {})};
    }

  private:
    friend AsyncGenerator;
    explicit NextSemiAwaitable(handle_t Coro) noexcept : coro_(Coro) {}
    handle_t coro_;
  };

  NextSemiAwaitable next() noexcept { return NextSemiAwaitable{coro_}; }

private:
  friend promise_type;
  explicit AsyncGenerator(handle_t Coro) noexcept : coro_(Coro) {}
  handle_t coro_;
};

template <typename Reference, typename Value = std::remove_cvref_t<Reference>>
using CleanableAsyncGenerator = AsyncGenerator<Reference, Value, true>;

template <typename R, typename V, bool C>
AsyncGenerator<R, V, C>
detail::AsyncGeneratorPromise<R, V, C>::get_return_object() noexcept {
  return AsyncGenerator<R, V, C>{
      coroutine_handle<AsyncGeneratorPromise>::from_promise(*this)};
}
} // namespace coro
} // namespace folly
