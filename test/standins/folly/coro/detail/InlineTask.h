// Stand-in for folly's InlineTask.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Coroutine.h>

#include <exception>
#include <utility>

namespace folly::coro::detail {
// A coroutine nobody waits for; internal to the library.
struct InlineTaskDetached {
  class promise_type {
  public:
    InlineTaskDetached get_return_object() noexcept {
      return InlineTaskDetached{
          coroutine_handle<promise_type>::from_promise(*this)};
    }
    suspend_always initial_suspend() noexcept { return {}; }
    suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  };

  explicit InlineTaskDetached(coroutine_handle<promise_type> Coro)
      : Coro(Coro) {}
  void start() { Coro.resume(); }

private:
  coroutine_handle<promise_type> Coro;
};
} // namespace folly::coro::detail
