// Stand-in for folly's Task.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Error.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Nothrow.h>
#include <folly/coro/Result.h>
#include <folly/coro/Traits.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>
#include <folly/coro/detail/InlineTask.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>

#include <functional>
#include <type_traits>
#include <utility>

namespace folly::coro {
template <typename T = void> class Task;
template <typename T = void> class TaskWithExecutor;
template <typename T = void> class now_task;

namespace detail {
template <typename T>
using lift_lvalue_reference_t =
    std::conditional_t<std::is_lvalue_reference_v<T>,
                       std::reference_wrapper<std::remove_reference_t<T>>, T>;

class BasePromise {
public:
  template <typename Awaitable>
    requires(!folly::ext::must_use_immediately_v<Awaitable>)
  auto await_transform(Awaitable &&A) {
    return folly::coro::co_viaIfAsync(
        executor_.get_alias(), folly::coro::co_withCancellation(
                                   cancelToken_, static_cast<Awaitable &&>(A)));
  }
  template <typename Awaitable>
    requires(folly::ext::must_use_immediately_v<Awaitable>)
  auto await_transform(Awaitable A) {
    return await_transform(std::move(A).unwrap());
  }
  template <typename Awaitable>
  auto await_transform(NothrowAwaitable<Awaitable> A) {
    return await_transform(A.unwrap());
  }
  auto await_transform(co_current_executor_t) noexcept {
    return ready_awaitable<folly::Executor *>{executor_.get()};
  }
  auto await_transform(co_current_cancellation_token_t) noexcept {
    return ready_awaitable<const folly::CancellationToken &>{cancelToken_};
  }

  // The first, inner-most, token stays.
  void setCancellationToken(folly::CancellationToken Token) noexcept {
    if (!std::exchange(hasCancelTokenOverride_, true))
      cancelToken_ = std::move(Token);
  }

  coroutine_handle<> continuation_;
  folly::Executor::KeepAlive<> executor_;
  folly::CancellationToken cancelToken_;
  bool hasCancelTokenOverride_ = false;
};

class TaskPromiseBase : public BasePromise {
protected:
  class FinalAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    coroutine_handle<> await_suspend(coroutine_handle<Promise> Coro) noexcept {
      return Coro.promise().continuation_;
    }
    [[noreturn]] void await_resume() noexcept { std::terminate(); }
  };

public:
  suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }
};

template <typename Promise, typename T>
class TaskPromiseCrtpBase : public TaskPromiseBase {
public:
  using StorageType = detail::lift_lvalue_reference_t<T>;

  Task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept {
    result_.emplaceException(std::current_exception());
  }
  Try<StorageType> &result() { return result_; }
  auto yield_value(co_error E) {
    result_.emplaceException(std::move(E.exception()));
    return final_suspend();
  }
  auto yield_value(co_result<StorageType> R) {
    result_ = R.result();
    return final_suspend();
  }

  using BasePromise::await_transform;
  auto await_transform(co_safe_point_t) noexcept {
    struct Awaiter {
      TaskPromiseCrtpBase &P;
      bool await_ready() { return !P.cancelToken_.isCancellationRequested(); }
      coroutine_handle<> await_suspend(coroutine_handle<>) {
        P.result_.emplaceException(
            make_exception_wrapper<OperationCancelled>());
        return P.continuation_;
      }
      void await_resume() noexcept {}
    };
    return Awaiter{*this};
  }

protected:
  Try<StorageType> result_;
};

template <typename T>
class TaskPromise : public TaskPromiseCrtpBase<TaskPromise<T>, T> {
public:
  using StorageType =
      typename TaskPromiseCrtpBase<TaskPromise<T>, T>::StorageType;
  template <typename U = T> void return_value(U &&Value) {
    static_assert(std::is_convertible_v<U &&, StorageType>);
    this->result_.emplace(static_cast<U &&>(Value));
  }
};

template <>
class TaskPromise<void> : public TaskPromiseCrtpBase<TaskPromise<void>, void> {
public:
  using StorageType = void;
  void return_void() noexcept { this->result_.emplace(); }
  using TaskPromiseCrtpBase<TaskPromise<void>, void>::yield_value;
  auto yield_value(co_result<Unit> R) {
    if (R.result().hasException())
      this->result_.emplaceException(R.result().exception());
    return final_suspend();
  }
};

template <typename T> Try<lift_unit_t<T>> liftTry(Try<T> &&R) {
  if constexpr (std::is_void_v<T>)
    return R.hasException() ? Try<Unit>(R.exception()) : Try<Unit>(Unit{});
  else
    return std::move(R);
}

namespace adl {
void co_withExecutor();
struct WithExecutorFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> E, Awaitable A) const
      -> decltype(co_withExecutor(std::move(E), std::move(A))) {
    return co_withExecutor(std::move(E), std::move(A));
  }
};
} // namespace adl

// Takes the result out of a finished task and destroys it.
template <typename T> class TaskAwaiterBase {
public:
  using handle_t = coroutine_handle<TaskPromise<T>>;
  using StorageType = typename TaskPromise<T>::StorageType;

  explicit TaskAwaiterBase(handle_t Coro) noexcept : coro_(Coro) {}
  TaskAwaiterBase(TaskAwaiterBase &&Other) noexcept
      : coro_(std::exchange(Other.coro_, {})) {}
  ~TaskAwaiterBase() {
    if (coro_)
      coro_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  T await_resume() {
    Try<StorageType> Result = await_resume_try();
    return std::move(Result).value();
  }
  Try<StorageType> await_resume_try() noexcept {
    Try<StorageType> Result = std::move(coro_.promise().result());
    std::exchange(coro_, {}).destroy();
    return Result;
  }

protected:
  handle_t coro_;
};
} // namespace detail

FOLLY_DEFINE_CPO(detail::adl::WithExecutorFunction, co_withExecutor)

template <typename T> class [[nodiscard]] TaskWithExecutor {
  using handle_t = coroutine_handle<detail::TaskPromise<T>>;
  using StorageType = typename detail::TaskPromise<T>::StorageType;

public:
  ~TaskWithExecutor() {
    if (coro_)
      coro_.destroy();
  }
  TaskWithExecutor(TaskWithExecutor &&Other) noexcept
      : coro_(std::exchange(Other.coro_, {})) {}
  TaskWithExecutor &operator=(TaskWithExecutor Other) noexcept {
    swap(Other);
    return *this;
  }
  folly::Executor *executor() const noexcept {
    return coro_.promise().executor_.get();
  }
  void swap(TaskWithExecutor &Other) noexcept { std::swap(coro_, Other.coro_); }

  SemiFuture<lift_unit_t<StorageType>> start() && {
    folly::Promise<lift_unit_t<StorageType>> P;
    auto Result = P.getSemiFuture();
    std::move(*this).start([P = std::move(P)](Try<StorageType> &&R) mutable {
      P.setTry(detail::liftTry(std::move(R)));
    });
    return Result;
  }
  template <typename F>
  void start(F &&Callback, folly::CancellationToken Token = {}) && {
    coro_.promise().setCancellationToken(std::move(Token));
    run(std::move(*this), static_cast<F &&>(Callback)).start();
  }
  template <typename F>
  void startInlineUnsafe(F &&Callback, folly::CancellationToken Token = {}) && {
    std::move(*this).start(static_cast<F &&>(Callback), std::move(Token));
  }
  SemiFuture<lift_unit_t<StorageType>> startInlineUnsafe() && {
    return std::move(*this).start();
  }

  class Awaiter : public detail::TaskAwaiterBase<T> {
  public:
    using detail::TaskAwaiterBase<T>::TaskAwaiterBase;
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> Continuation) noexcept {
      this->coro_.promise().continuation_ = Continuation;
      this->coro_.promise().executor_->add(
          [Coro = this->coro_] { Coro.resume(); });
    }
  };
  Awaiter operator co_await() && noexcept {
    return Awaiter{std::exchange(coro_, {})};
  }

  friend ViaIfAsyncAwaitable<TaskWithExecutor>
  co_viaIfAsync(Executor::KeepAlive<> E, TaskWithExecutor &&Task) noexcept {
    return ViaIfAsyncAwaitable<TaskWithExecutor>(E, std::move(Task));
  }
  friend TaskWithExecutor
  co_withCancellation(folly::CancellationToken Token,
                      TaskWithExecutor &&Task) noexcept {
    Task.coro_.promise().setCancellationToken(std::move(Token));
    return std::move(Task);
  }

private:
  friend class Task<T>;
  explicit TaskWithExecutor(handle_t Coro) noexcept : coro_(Coro) {}

  template <typename F>
  static detail::InlineTaskDetached run(TaskWithExecutor Task, F Callback) {
    Callback(co_await folly::coro::co_awaitTry(std::move(Task)));
  }

  handle_t coro_;
};

#define FOLLY_CORO_TASK_ATTRS                                                  \
  [[nodiscard]] [[FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE]]

template <typename T> class FOLLY_CORO_TASK_ATTRS Task {
public:
  using promise_type = detail::TaskPromise<T>;
  using StorageType = typename promise_type::StorageType;

private:
  class Awaiter;
  using handle_t = coroutine_handle<promise_type>;

  TaskWithExecutor<T> asTaskWithExecutor() && {
    return TaskWithExecutor<T>{std::exchange(coro_, {})};
  }

public:
  Task(const Task &) = delete;
  Task(Task &&Other) noexcept : coro_(std::exchange(Other.coro_, {})) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  Task &operator=(Task Other) noexcept {
    swap(Other);
    return *this;
  }
  void swap(Task &Other) noexcept { std::swap(coro_, Other.coro_); }

  friend TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<> E,
                                             Task Task) noexcept {
    Task.coro_.promise().executor_ = E;
    return std::move(Task).asTaskWithExecutor();
  }
  [[deprecated("Legacy form, prefer `co_withExecutor(exec, yourTask())`.")]]
  TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<> E) && noexcept {
    return co_withExecutor(E, std::move(*this));
  }
  // Nothing runs before the future gets an executor.
  SemiFuture<lift_unit_t<StorageType>> semi() && {
    return makeSemiFuture().deferValue([Task = std::move(*this)](Unit) mutable {
      return co_withExecutor(getGlobalCPUExecutor(), std::move(Task)).start();
    });
  }

  friend auto co_viaIfAsync(Executor::KeepAlive<> E, Task<T> &&Task) noexcept {
    Task.coro_.promise().executor_ = E;
    return Awaiter{std::exchange(Task.coro_, {})};
  }
  friend Task co_withCancellation(folly::CancellationToken Token,
                                  Task &&Task) noexcept {
    Task.coro_.promise().setCancellationToken(std::move(Token));
    return std::move(Task);
  }

private:
  friend class detail::TaskPromiseBase;
  friend class detail::TaskPromiseCrtpBase<detail::TaskPromise<T>, T>;
  friend class TaskWithExecutor<T>;
  template <typename> friend class now_task;

  class Awaiter : public detail::TaskAwaiterBase<T> {
  public:
    using detail::TaskAwaiterBase<T>::TaskAwaiterBase;
    template <typename Promise>
    coroutine_handle<>
    await_suspend(coroutine_handle<Promise> Continuation) noexcept {
      this->coro_.promise().continuation_ = Continuation;
      return this->coro_;
    }
  };

  Task(handle_t Coro) noexcept : coro_(Coro) {}
  handle_t coro_;
};

template <class T> Task<T> makeTask(T Value) { co_return Value; }
inline Task<void> makeTask() { co_return; }
template <class T> Task<T> makeErrorTask(exception_wrapper E) {
  co_yield co_error(std::move(E));
}

template <typename Promise, typename T>
Task<T> detail::TaskPromiseCrtpBase<Promise, T>::get_return_object() noexcept {
  return Task<T>{
      coroutine_handle<Promise>::from_promise(*static_cast<Promise *>(this))};
}
} // namespace folly::coro
