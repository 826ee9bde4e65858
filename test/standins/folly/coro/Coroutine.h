// Stand-in for folly's Coroutine.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <coroutine>
#include <utility>

namespace folly::coro {
using std::coroutine_handle;
using std::coroutine_traits;
using std::noop_coroutine;
using std::suspend_always;
using std::suspend_never;

template <typename T = void> class ready_awaitable {
public:
  explicit ready_awaitable(T Value) : Value(static_cast<T &&>(Value)) {}
  bool await_ready() noexcept { return true; }
  void await_suspend(coroutine_handle<>) noexcept {}
  T await_resume() { return static_cast<T &&>(Value); }

private:
  T Value;
};
template <> class ready_awaitable<void> {
public:
  bool await_ready() noexcept { return true; }
  void await_suspend(coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
} // namespace folly::coro

#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::coro_await_elidable)
#define FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE clang::coro_await_elidable
#endif
#endif
#ifndef FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE
#define FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE
#endif
