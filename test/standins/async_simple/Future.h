// Stand-in for async_simple's Future.h: the names and shapes the checks look
// at, nothing else. Futures are there at once.
#pragma once

#include "async_simple/coro/Lazy.h"

#include <utility>

namespace async_simple {
template <typename T> class Future {
public:
  explicit Future(Try<T> Result) : Result(std::move(Result)) {}
  Future(Future &&) = default;
  Future &operator=(Future &&) = default;

  bool hasResult() const { return true; }
  void wait() {}
  T get() && { return static_cast<T>(Result.value()); }
  template <typename F> void thenTry(F &&Callback) && {
    Callback(std::move(Result));
  }
  template <typename F> void thenValue(F &&Callback) && {
    Callback(std::move(Result).value());
  }

private:
  Try<T> Result;
};

template <typename T> class Promise {
public:
  Future<T> getFuture() { return Future<T>(Try<T>()); }
};
template <typename T> Future<T> makeReadyFuture(T &&Value) {
  return Future<T>(Try<T>(std::forward<T>(Value)));
}
} // namespace async_simple
