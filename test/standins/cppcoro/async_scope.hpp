// Stand-in for cppcoro's async_scope.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <cassert>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {
class async_scope {
public:
  async_scope() noexcept = default;
  ~async_scope() { assert(Continuation && "the scope was not joined"); }

  template <typename Awaitable> void spawn(Awaitable &&A) {
    run<std::decay_t<Awaitable>>(this, std::forward<Awaitable>(A));
  }

  [[nodiscard]] auto join() noexcept {
    struct awaiter {
      async_scope *Scope;
      bool await_ready() noexcept { return Scope->Count == 0; }
      bool await_suspend(cppcoro::coroutine_handle<> Awaiting) noexcept {
        Scope->Continuation = Awaiting;
        return --Scope->Count != 0;
      }
      void await_resume() noexcept {}
    };
    return awaiter{this};
  }

private:
  struct oneway_task {
    struct promise_type {
      cppcoro::suspend_never initial_suspend() { return {}; }
      cppcoro::suspend_never final_suspend() noexcept { return {}; }
      void unhandled_exception() { std::terminate(); }
      oneway_task get_return_object() { return {}; }
      void return_void() {}
    };
  };

  template <typename Awaitable>
  static oneway_task run(async_scope *Scope, Awaitable A) {
    ++Scope->Count;
    co_await std::move(A);
    if (--Scope->Count == 0)
      Scope->Continuation.resume();
  }

  std::size_t Count = 1;
  cppcoro::coroutine_handle<> Continuation;
};
} // namespace cppcoro
