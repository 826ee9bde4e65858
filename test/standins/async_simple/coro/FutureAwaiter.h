// Stand-in for async_simple's FutureAwaiter.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "async_simple/Future.h"
#include "async_simple/coro/Lazy.h"

#include <utility>

namespace async_simple {
namespace coro::detail {
template <typename T> struct FutureAwaiter {
  Future<T> Awaited;
  bool await_ready() { return Awaited.hasResult(); }
  void await_suspend(std::coroutine_handle<> Handle) { Handle.resume(); }
  auto await_resume() { return std::move(Awaited).get(); }
};
} // namespace coro::detail
template <typename T> auto operator co_await(Future<T> &&Awaited) {
  return coro::detail::FutureAwaiter<T>{std::move(Awaited)};
}
} // namespace async_simple
