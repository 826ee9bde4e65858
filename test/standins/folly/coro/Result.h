// Stand-in for folly's Result.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Try.h>
#include <folly/coro/Error.h>

#include <utility>

namespace folly::coro {
template <typename T> class co_result final {
public:
  explicit co_result(Try<T> &&Result) : Result(std::move(Result)) {}
  Try<T> &&result() { return std::move(Result); }

private:
  Try<T> Result;
};
template <typename T> co_result(Try<T> &&) -> co_result<T>;
} // namespace folly::coro
