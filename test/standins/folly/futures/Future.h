// Stand-in for folly's Future.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/Unit.h>
#include <folly/futures/Promise.h>

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace folly {
using HighResDuration = std::chrono::microseconds;

template <class T> struct tag_t {};

class DrivableExecutor;

class FutureException : public std::exception {};
class FutureTimeout : public FutureException {};
class FutureNotReady : public FutureException {};
class FutureInvalid : public FutureException {};
class FutureCancellation : public FutureException {};

template <class T> class Future;
template <class T> class SemiFuture;

template <typename T> struct isFuture : std::false_type {
  using Inner = lift_unit_t<T>;
};
template <typename T> struct isFuture<Future<T>> : std::true_type {
  using Inner = T;
};
template <typename T> struct isFutureOrSemiFuture : isFuture<T> {};
template <typename T>
struct isFutureOrSemiFuture<SemiFuture<T>> : std::true_type {
  using Inner = T;
};

namespace futures::detail {
template <class T> class FutureBase {
protected:
  using Core = futures::detail::Core<T>;

public:
  using value_type = T;

  FutureBase(FutureBase &&Other) noexcept
      : core_(std::exchange(Other.core_, nullptr)) {}
  ~FutureBase() { Core::release(core_); }

  bool valid() const noexcept { return core_; }
  T &value() & { return result().value(); }
  T &&value() && { return std::move(result().value()); }
  Try<T> &result() & {
    if (!isReady())
      throw FutureNotReady{};
    return *getCore().Result;
  }
  Try<T> &&result() && { return std::move(result()); }
  bool isReady() const { return getCore().Result.has_value(); }
  bool hasValue() const { return isReady() && getCore().Result->hasValue(); }
  bool hasException() const {
    return isReady() && getCore().Result->hasException();
  }
  std::optional<Try<T>> poll() {
    return isReady() ? std::exchange(getCore().Result, std::nullopt)
                     : std::nullopt;
  }
  template <class F> void setCallback_(F &&Fn) {
    getCore().setCallback(std::forward<F>(Fn));
    getCore().start();
  }
  void raise(exception_wrapper) {}
  void cancel() { raise(FutureCancellation()); }

protected:
  explicit FutureBase(Core *C) : core_(C) {}

  Core &getCore() const {
    if (!core_)
      throw FutureInvalid{};
    return *core_;
  }
  void assign(FutureBase &&Other) noexcept { std::swap(core_, Other.core_); }
  Core *take() { return std::exchange(core_, nullptr); }

  // The real one blocks the thread; here it runs what is left to run.
  void waitImpl() {
    getCore().start();
    while (!isReady())
      if (!folly::detail::RunQueue::instance().runOne())
        std::terminate();
  }

  Core *core_;
};

// Calls F and completes P with what it returns or throws.
template <class P, class F, class... Args>
void fulfill(P Promise, F &Fn, Args &&...As) {
  using R = std::invoke_result_t<F &, Args...>;
  try {
    if constexpr (isFutureOrSemiFuture<R>::value) {
      Fn(std::forward<Args>(As)...)
          .setCallback_([Promise = std::move(Promise)](auto &&Result) mutable {
            Promise.setTry(std::move(Result));
          });
    } else if constexpr (std::is_void_v<R>) {
      Fn(std::forward<Args>(As)...);
      Promise.setValue();
    } else {
      Promise.setValue(Fn(std::forward<Args>(As)...));
    }
  } catch (...) {
    Promise.setException(exception_wrapper(std::current_exception()));
  }
}

template <class T, class F> struct valueCallable {
  using Result = std::invoke_result_t<F &, T &&>;
};
template <class F>
  requires std::is_invocable_v<F &>
struct valueCallable<Unit, F> {
  using Result = std::invoke_result_t<F &>;
};
template <class T, class F>
using valueCallableInner =
    typename isFutureOrSemiFuture<typename valueCallable<T, F>::Result>::Inner;
template <class T, class F>
using tryCallableInner =
    typename isFutureOrSemiFuture<std::invoke_result_t<F &, Try<T> &&>>::Inner;

// The continuations behind then*() and defer*().
template <class T, class F>
auto onValue(Promise<valueCallableInner<T, F>> P, F Fn) {
  return [P = std::move(P), Fn = std::move(Fn)](Try<T> &&R) mutable {
    if (R.hasException())
      P.setException(R.exception());
    else if constexpr (std::is_same_v<T, Unit> && std::is_invocable_v<F &>)
      fulfill(std::move(P), Fn);
    else
      fulfill(std::move(P), Fn, std::move(R).value());
  };
}
template <class T, class F>
auto onTry(Promise<tryCallableInner<T, F>> P, F Fn) {
  return [P = std::move(P), Fn = std::move(Fn)](Try<T> &&R) mutable {
    fulfill(std::move(P), Fn, std::move(R));
  };
}
template <class Ex, class T, class F> auto onError(Promise<T> P, F Fn) {
  return [P = std::move(P), Fn = std::move(Fn)](Try<T> &&R) mutable {
    if constexpr (std::is_same_v<Ex, exception_wrapper>) {
      if (R.hasException())
        return fulfill(std::move(P), Fn, std::move(R.exception()));
    } else if (R.hasException()) {
      try {
        R.exception().throw_exception();
      } catch (Ex &E) {
        return fulfill(std::move(P), Fn, E);
      } catch (...) {
      }
    }
    P.setTry(std::move(R));
  };
}
template <class T, class F> auto onEnsure(Promise<T> P, F Fn) {
  return [P = std::move(P), Fn = std::move(Fn)](Try<T> &&R) mutable {
    Fn();
    P.setTry(std::move(R));
  };
}
} // namespace futures::detail

template <class T> class SemiFuture : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;
  using typename Base::Core;

public:
  using typename Base::value_type;

  template <class T2 = T>
    requires(!isFutureOrSemiFuture<std::decay_t<T2>>::value &&
             std::is_constructible_v<T, T2>)
  SemiFuture(T2 &&V) : Base(new Core) {
    this->core_->setResult(Try<T>(T(std::forward<T2>(V))));
  }
  SemiFuture()
    requires std::is_same_v<T, Unit>
      : SemiFuture(Unit{}) {}
  SemiFuture(const SemiFuture &) = delete;
  SemiFuture(SemiFuture &&) noexcept = default;
  SemiFuture(Future<T> &&Other) noexcept;
  SemiFuture &operator=(SemiFuture &&Other) noexcept {
    this->assign(std::move(Other));
    return *this;
  }
  static SemiFuture makeEmpty() { return SemiFuture(nullptr); }

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::poll;
  using Base::raise;
  using Base::result;
  using Base::setCallback_;
  using Base::valid;
  using Base::value;

  T get() && {
    this->waitImpl();
    return std::move(this->result()).value();
  }
  T get(HighResDuration) && { return std::move(*this).get(); }
  Try<T> getTry() && {
    this->waitImpl();
    return std::move(this->result());
  }
  Try<T> getTry(HighResDuration) && { return std::move(*this).getTry(); }
  SemiFuture &wait() & {
    this->waitImpl();
    return *this;
  }
  SemiFuture &&wait() && {
    this->waitImpl();
    return std::move(*this);
  }
  bool wait(HighResDuration) && {
    this->waitImpl();
    return true;
  }

  Future<T> via(Executor::KeepAlive<> E) &&;
  Future<T> toUnsafeFuture() &&;

  template <typename F>
  SemiFuture<futures::detail::valueCallableInner<T, std::decay_t<F>>>
  deferValue(F &&Fn) && {
    using R = futures::detail::valueCallableInner<T, std::decay_t<F>>;
    return std::move(*this).template deferWith<R>([&](Promise<R> P) {
      return futures::detail::onValue<T, std::decay_t<F>>(std::move(P),
                                                          std::forward<F>(Fn));
    });
  }
  template <typename F>
  SemiFuture<futures::detail::tryCallableInner<T, std::decay_t<F>>>
  defer(F &&Fn) && {
    using R = futures::detail::tryCallableInner<T, std::decay_t<F>>;
    return std::move(*this).template deferWith<R>([&](Promise<R> P) {
      return futures::detail::onTry<T, std::decay_t<F>>(std::move(P),
                                                        std::forward<F>(Fn));
    });
  }
  template <class Ex, class F> SemiFuture<T> deferError(tag_t<Ex>, F &&Fn) && {
    return std::move(*this).template deferWith<T>([&](Promise<T> P) {
      return futures::detail::onError<Ex, T, std::decay_t<F>>(
          std::move(P), std::forward<F>(Fn));
    });
  }
  template <class F> SemiFuture<T> deferError(F &&Fn) && {
    return std::move(*this).deferError(tag_t<exception_wrapper>{},
                                       std::forward<F>(Fn));
  }
  template <class F> SemiFuture<T> deferEnsure(F &&Fn) && {
    return std::move(*this).template deferWith<T>([&](Promise<T> P) {
      return futures::detail::onEnsure<T, std::decay_t<F>>(std::move(P),
                                                           std::forward<F>(Fn));
    });
  }
  SemiFuture<Unit> unit() && {
    return std::move(*this).deferValue([](T &&) {});
  }
  SemiFuture<T> within(HighResDuration) && { return std::move(*this); }
  SemiFuture<T> delayed(HighResDuration) && { return std::move(*this); }

  friend Future<T> co_viaIfAsync(Executor::KeepAlive<> E,
                                 SemiFuture &&F) noexcept {
    return std::move(F).via(E);
  }

private:
  template <class> friend class SemiFuture;
  template <class> friend class Future;
  template <class> friend class Promise;
  explicit SemiFuture(Core *C) : Base(C) {}

  template <class R, class Make> SemiFuture<R> deferWith(Make M) && {
    Promise<R> P;
    SemiFuture<R> Next = P.getSemiFuture();
    Next.core_->Deferred = [Prev = std::move(*this),
                            Then = M(std::move(P))]() mutable {
      Prev.setCallback_(std::move(Then));
    };
    return Next;
  }
};

template <class T> class Future : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;
  using typename Base::Core;

public:
  using typename Base::value_type;

  template <class T2 = T>
    requires(!isFutureOrSemiFuture<std::decay_t<T2>>::value &&
             std::is_constructible_v<T, T2>)
  Future(T2 &&V) : Base(new Core) {
    this->core_->setResult(Try<T>(T(std::forward<T2>(V))));
  }
  Future()
    requires std::is_same_v<T, Unit>
      : Future(Unit{}) {}
  Future(const Future &) = delete;
  Future(Future &&) noexcept = default;
  Future &operator=(Future &&Other) noexcept {
    this->assign(std::move(Other));
    return *this;
  }
  static Future makeEmpty() { return Future(nullptr); }

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::poll;
  using Base::raise;
  using Base::result;
  using Base::setCallback_;
  using Base::valid;
  using Base::value;

  T get() && {
    this->waitImpl();
    return std::move(this->result()).value();
  }
  T get(HighResDuration) && { return std::move(*this).get(); }
  T getVia(DrivableExecutor *) && { return std::move(*this).get(); }
  Try<T> getTry() && {
    this->waitImpl();
    return std::move(this->result());
  }
  Try<T> getTry(HighResDuration) && { return std::move(*this).getTry(); }
  Try<T> getTryVia(DrivableExecutor *) && { return std::move(*this).getTry(); }
  Future &wait() & {
    this->waitImpl();
    return *this;
  }
  Future &&wait() && {
    this->waitImpl();
    return std::move(*this);
  }
  Future &wait(HighResDuration) & { return wait(); }
  Future &&wait(HighResDuration) && { return std::move(*this).wait(); }
  Future &waitVia(DrivableExecutor *) & { return wait(); }
  Future &&waitVia(DrivableExecutor *) && { return std::move(*this).wait(); }

  Future<T> via(Executor::KeepAlive<>) && { return std::move(*this); }
  SemiFuture<T> semi() && { return SemiFuture<T>(std::move(*this)); }

  template <typename F>
  Future<futures::detail::valueCallableInner<T, std::decay_t<F>>>
  thenValue(F &&Fn) && {
    Promise<futures::detail::valueCallableInner<T, std::decay_t<F>>> P;
    auto Next = P.getFuture();
    this->setCallback_(futures::detail::onValue<T, std::decay_t<F>>(
        std::move(P), std::forward<F>(Fn)));
    return Next;
  }
  template <typename F>
  Future<futures::detail::tryCallableInner<T, std::decay_t<F>>>
  thenTry(F &&Fn) && {
    Promise<futures::detail::tryCallableInner<T, std::decay_t<F>>> P;
    auto Next = P.getFuture();
    this->setCallback_(futures::detail::onTry<T, std::decay_t<F>>(
        std::move(P), std::forward<F>(Fn)));
    return Next;
  }
  template <typename F> auto thenValueInline(F &&Fn) && {
    return std::move(*this).thenValue(std::forward<F>(Fn));
  }
  template <typename F> auto thenTryInline(F &&Fn) && {
    return std::move(*this).thenTry(std::forward<F>(Fn));
  }
  template <typename F> Future<T> thenErrorInline(F &&Fn) && {
    return std::move(*this).thenError(std::forward<F>(Fn));
  }
  template <typename F> auto then(F &&Fn) && {
    return std::move(*this).thenTry(std::forward<F>(Fn));
  }
  template <class Ex, class F> Future<T> thenError(tag_t<Ex>, F &&Fn) && {
    Promise<T> P;
    auto Next = P.getFuture();
    this->setCallback_(futures::detail::onError<Ex, T, std::decay_t<F>>(
        std::move(P), std::forward<F>(Fn)));
    return Next;
  }
  template <class F> Future<T> thenError(F &&Fn) && {
    return std::move(*this).thenError(tag_t<exception_wrapper>{},
                                      std::forward<F>(Fn));
  }
  template <class F> Future<T> ensure(F &&Fn) && {
    Promise<T> P;
    auto Next = P.getFuture();
    this->setCallback_(futures::detail::onEnsure<T, std::decay_t<F>>(
        std::move(P), std::forward<F>(Fn)));
    return Next;
  }
  Future<Unit> unit() && {
    return std::move(*this).thenValue([](T &&) {});
  }
  Future<T> within(HighResDuration) && { return std::move(*this); }
  Future<T> delayed(HighResDuration) && { return std::move(*this); }

  friend Future<T> co_viaIfAsync(Executor::KeepAlive<> E, Future &&F) noexcept {
    return std::move(F).via(E);
  }

private:
  template <class> friend class SemiFuture;
  template <class> friend class Future;
  template <class> friend class Promise;
  explicit Future(Core *C) : Base(C) {}
};

template <class T>
SemiFuture<T>::SemiFuture(Future<T> &&Other) noexcept : Base(Other.take()) {}
template <class T> Future<T> SemiFuture<T>::via(Executor::KeepAlive<>) && {
  this->getCore().start();
  return Future<T>(this->take());
}
template <class T> Future<T> SemiFuture<T>::toUnsafeFuture() && {
  return std::move(*this).via({});
}
template <class T> SemiFuture<T> Promise<T>::getSemiFuture() {
  return SemiFuture<T>(Core::share(core_));
}
template <class T> Future<T> Promise<T>::getFuture() {
  return Future<T>(Core::share(core_));
}

template <class T> class FutureSplitter {
public:
  explicit FutureSplitter(Future<T> &&F) : Result(std::move(F).getTry()) {}
  Future<T> getFuture() { return getSemiFuture().toUnsafeFuture(); }
  SemiFuture<T> getSemiFuture() {
    Promise<T> P;
    P.setTry(Try<T>(Result));
    return P.getSemiFuture();
  }

private:
  Try<T> Result;
};

template <class T> SemiFuture<std::decay_t<T>> makeSemiFuture(T &&V) {
  return SemiFuture<std::decay_t<T>>(std::forward<T>(V));
}
inline SemiFuture<Unit> makeSemiFuture() { return Unit{}; }
template <class T> SemiFuture<T> makeSemiFuture(exception_wrapper E) {
  Promise<T> P;
  P.setException(std::move(E));
  return P.getSemiFuture();
}
template <class T> Future<std::decay_t<T>> makeFuture(T &&V) {
  return Future<std::decay_t<T>>(std::forward<T>(V));
}
inline Future<Unit> makeFuture() { return Unit{}; }
template <class T> Future<T> makeFuture(exception_wrapper E) {
  return makeSemiFuture<T>(std::move(E)).toUnsafeFuture();
}

template <class F>
auto via(Executor::KeepAlive<> E, F &&Fn)
    -> Future<typename isFutureOrSemiFuture<std::invoke_result_t<F>>::Inner> {
  Promise<Unit> P;
  auto Next = P.getFuture().thenValue(
      [Fn = std::forward<F>(Fn)](Unit &&) mutable { return Fn(); });
  E->add([P = std::move(P)]() mutable { P.setValue(); });
  return Next;
}

namespace futures::detail {
// Hands Collected to Done once every future is complete.
template <class C, class F> struct Collector {
  C Collected;
  F Done;
  std::size_t Left;
  void countDown() {
    if (--Left == 0) {
      Done(std::move(Collected));
      delete this;
    }
  }
};
} // namespace futures::detail

template <class It>
SemiFuture<
    std::vector<Try<typename std::iterator_traits<It>::value_type::value_type>>>
collectAll(It First, It Last) {
  using T = typename std::iterator_traits<It>::value_type::value_type;
  using Results = std::vector<Try<T>>;
  Promise<Results> P;
  auto Next = P.getSemiFuture();
  auto Done = [P = std::move(P)](Results &&R) mutable {
    P.setValue(std::move(R));
  };
  const auto Count = static_cast<std::size_t>(std::distance(First, Last));
  auto *C = new futures::detail::Collector<Results, decltype(Done)>{
      Results(Count), std::move(Done), Count + 1};
  for (std::size_t I = 0; First != Last; ++First, ++I)
    First->setCallback_([C, I](Try<T> &&R) {
      C->Collected[I] = std::move(R);
      C->countDown();
    });
  C->countDown();
  return Next;
}
template <class Collection>
auto collectAll(Collection &&C) -> decltype(collectAll(C.begin(), C.end())) {
  return collectAll(C.begin(), C.end());
}
template <typename... Fs>
  requires(isFutureOrSemiFuture<std::remove_cvref_t<Fs>>::value && ...)
SemiFuture<std::tuple<Try<typename std::remove_cvref_t<Fs>::value_type>...>>
collectAll(Fs &&...F) {
  return SemiFuture<
      std::tuple<Try<typename std::remove_cvref_t<Fs>::value_type>...>>(
      std::make_tuple(std::move(F).getTry()...));
}
template <class Collection>
auto collectAllUnsafe(Collection &&C)
    -> decltype(collectAll(C.begin(), C.end()).toUnsafeFuture()) {
  return collectAll(C.begin(), C.end()).toUnsafeFuture();
}
template <class It>
SemiFuture<
    std::vector<typename std::iterator_traits<It>::value_type::value_type>>
collect(It First, It Last) {
  using T = typename std::iterator_traits<It>::value_type::value_type;
  return collectAll(First, Last).deferValue([](std::vector<Try<T>> &&Results) {
    std::vector<T> Values;
    for (auto &R : Results)
      Values.push_back(std::move(R).value());
    return Values;
  });
}
template <class Collection>
auto collect(Collection &&C) -> decltype(collect(C.begin(), C.end())) {
  return collect(C.begin(), C.end());
}
template <class It>
SemiFuture<
    std::pair<std::size_t,
              Try<typename std::iterator_traits<It>::value_type::value_type>>>
collectAny(It First, It) {
  return std::pair(std::size_t(0), std::move(*First).getTry());
}
template <class Collection>
auto collectAny(Collection &&C) -> decltype(collectAny(C.begin(), C.end())) {
  return collectAny(C.begin(), C.end());
}

template <class Collection, class F,
          class Item = typename Collection::value_type,
          class Result = typename std::invoke_result_t<F, Item &&>::value_type>
std::vector<Future<Result>> window(Collection Input, F Fn, std::size_t) {
  std::vector<Future<Result>> Futures;
  for (auto &I : Input)
    Futures.push_back(Fn(std::move(I)));
  return Futures;
}

class Timekeeper {
public:
  virtual ~Timekeeper() = default;
  virtual SemiFuture<Unit> after(HighResDuration) = 0;
};

namespace futures {
inline SemiFuture<Unit> sleep(HighResDuration Duration,
                              Timekeeper * = nullptr) {
  Promise<Unit> P;
  auto Next = P.getSemiFuture();
  folly::detail::RunQueue::instance().push(
      [P = std::move(P)]() mutable { P.setValue(); }, Duration.count());
  return Next;
}
// Blocks the thread.
inline void sleepUnsafe(HighResDuration) {}
template <class T> void detachOn(Executor::KeepAlive<> E, SemiFuture<T> &&F) {
  std::move(F).via(E);
}
template <class T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&F) {
  std::move(F).toUnsafeFuture();
}
template <class T>
void maybeDetachOnGlobalExecutorAfter(HighResDuration, SemiFuture<T> &&F) {
  std::move(F).toUnsafeFuture();
}
template <class T> void detachWithoutExecutor(SemiFuture<T> &&F) {
  std::move(F).toUnsafeFuture();
}
} // namespace futures

namespace detail {
template <typename T> class FutureAwaiter {
public:
  explicit FutureAwaiter(folly::Future<T> &&F) noexcept : F(std::move(F)) {}
  bool await_ready() noexcept {
    if (F.isReady())
      Result = std::move(F.result());
    return F.isReady();
  }
  bool await_suspend(std::coroutine_handle<> Coro) noexcept {
    F.setCallback_([this, Coro](Try<T> &&R) {
      Result = std::move(R);
      Coro.resume();
    });
    return true;
  }
  T await_resume() { return std::move(Result).value(); }
  Try<T> await_resume_try() { return std::move(Result); }

private:
  folly::Future<T> F;
  folly::Try<T> Result;
};
} // namespace detail

template <typename T>
detail::FutureAwaiter<T> operator co_await(Future<T> &&F) noexcept {
  return detail::FutureAwaiter<T>(std::move(F));
}
} // namespace folly
