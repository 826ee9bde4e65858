// A lazy task, and a function that makes a callback of what returns one: it runs
// the task, and says what it throws.
#pragma once

#include <coroutine>
#include <cstdio>
#include <exception>
#include <functional>
#include <utility>

namespace home {

template <typename T = void> class task;

template <> class task<void> {
public:
  struct promise_type {
    std::exception_ptr Error;
    std::coroutine_handle<> Next = std::noop_coroutine();
    task get_return_object() {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> Done) noexcept {
        return Done.promise().Next;
      }
      void await_resume() noexcept {}
    };
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Error = std::current_exception(); }
  };
  using handle = std::coroutine_handle<promise_type>;

  explicit task(handle Handle) : Handle(Handle) {}
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~task() {
    if (Handle)
      Handle.destroy();
  }

  auto operator co_await() const noexcept {
    struct awaiter {
      handle Handle;
      bool await_ready() { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Next) {
        Handle.promise().Next = Next;
        return Handle;
      }
      void await_resume() {
        if (Handle.promise().Error)
          std::rethrow_exception(Handle.promise().Error);
      }
    };
    return awaiter{Handle};
  }

  void run_here() {
    Handle.resume();
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
  }

private:
  handle Handle;
};

template <typename Function> std::function<void()> guarded(Function Make) {
  return [Make = std::move(Make)] {
    try {
      Make().run_here();
    } catch (const std::exception &E) {
      std::printf("lost: %s\n", E.what());
    }
  };
}

} // namespace home
