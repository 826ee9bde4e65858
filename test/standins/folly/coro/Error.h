// Stand-in for folly's Error.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/ExceptionWrapper.h>
#include <folly/OperationCancelled.h>

#include <utility>

namespace folly::coro {
class co_error final {
public:
  template <typename... A>
    requires(sizeof...(A) != 0 &&
             std::is_constructible_v<exception_wrapper, A...>)
  explicit co_error(A &&...As) : Error(static_cast<A &&>(As)...) {}
  exception_wrapper &exception() { return Error; }

private:
  exception_wrapper Error;
};

class co_stopped_may_throw_t final {
public:
  operator co_error() const {
    return co_error(make_exception_wrapper<OperationCancelled>());
  }
};
inline constexpr co_stopped_may_throw_t co_stopped_may_throw{};
} // namespace folly::coro
