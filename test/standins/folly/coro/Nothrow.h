// Stand-in for folly's Nothrow.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/ViaIfAsync.h>

namespace folly::coro {
namespace detail {
template <typename T>
class [[FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE]] NothrowAwaitable {
public:
  explicit NothrowAwaitable(T &&A) : A(static_cast<T &&>(A)) {}
  T &&unwrap() { return static_cast<T &&>(A); }

private:
  T A;
};
} // namespace detail

template <typename Awaitable>
  requires(!folly::ext::must_use_immediately_v<Awaitable>)
detail::NothrowAwaitable<std::remove_cvref_t<Awaitable>>
co_nothrow(Awaitable &&A) {
  return detail::NothrowAwaitable<std::remove_cvref_t<Awaitable>>{
      static_cast<Awaitable &&>(A)};
}
} // namespace folly::coro
