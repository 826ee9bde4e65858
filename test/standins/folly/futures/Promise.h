// Stand-in for folly's Promise.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Executor.h>
#include <folly/Function.h>
#include <folly/Try.h>

#include <exception>
#include <optional>
#include <utility>

namespace folly {
template <class T> class Future;
template <class T> class SemiFuture;

namespace futures::detail {
// The state a promise and its future share.
template <class T> class Core {
public:
  int References = 1;
  std::optional<Try<T>> Result;
  Function<void(Try<T> &&)> Callback;
  // Work that waits for an executor.
  Function<void()> Deferred;

  static Core *share(Core *C) {
    ++C->References;
    return C;
  }
  static void release(Core *C) {
    if (C && --C->References == 0)
      delete C;
  }
  void start() {
    if (Deferred)
      std::exchange(Deferred, {})();
  }
  void setResult(Try<T> &&R) {
    if (Callback)
      std::exchange(Callback, {})(std::move(R));
    else
      Result.emplace(std::move(R));
  }
  void setCallback(Function<void(Try<T> &&)> F) {
    if (Result)
      F(std::move(*Result));
    else
      Callback = std::move(F);
  }
};
} // namespace futures::detail

template <class T> class Promise {
public:
  using value_type = T;

  Promise() : core_(new Core) {}
  Promise(Promise &&Other) noexcept
      : core_(std::exchange(Other.core_, nullptr)) {}
  Promise &operator=(Promise &&Other) noexcept {
    std::swap(core_, Other.core_);
    return *this;
  }
  ~Promise() { Core::release(core_); }

  SemiFuture<T> getSemiFuture();
  Future<T> getFuture();
  bool isFulfilled() const noexcept { return Fulfilled; }
  void setException(exception_wrapper E) { setTry(Try<T>(std::move(E))); }
  template <class M> void setValue(M &&Value) {
    setTry(Try<T>(T(std::forward<M>(Value))));
  }
  void setValue()
    requires std::is_same_v<T, Unit>
  {
    setTry(Try<T>(T{}));
  }
  void setTry(Try<T> &&R) {
    Fulfilled = true;
    core_->setResult(std::move(R));
  }

private:
  using Core = futures::detail::Core<T>;
  Core *core_;
  bool Fulfilled = false;
};
} // namespace folly
