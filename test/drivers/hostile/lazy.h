// A home-grown task that begins when it is awaited.
#pragma once

#include "queue.h"

namespace home {
template <typename T = void> class lazy {
public:
  struct promise_type : hostile::result<T> {
    std::exception_ptr Error;
    std::coroutine_handle<> Waiting = std::noop_coroutine();
    lazy get_return_object() {
      return lazy(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> Done) noexcept {
        return Done.promise().Waiting;
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { Error = std::current_exception(); }
  };

  lazy(lazy &&Other) noexcept : Coro(std::exchange(Other.Coro, {})) {}
  lazy &operator=(lazy &&Other) noexcept {
    std::swap(Coro, Other.Coro);
    return *this;
  }
  ~lazy() {
    if (Coro)
      Coro.destroy();
  }

  struct awaiter {
    std::coroutine_handle<promise_type> Coro;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> Caller) {
      Coro.promise().Waiting = Caller;
      return Coro;
    }
    T await_resume() {
      if (Coro.promise().Error)
        std::rethrow_exception(Coro.promise().Error);
      return Coro.promise().take();
    }
  };
  awaiter operator co_await() && { return {Coro}; }

private:
  explicit lazy(std::coroutine_handle<promise_type> Coro) : Coro(Coro) {}
  std::coroutine_handle<promise_type> Coro;
};

/// Waits on this thread, whose other coroutines do not run meanwhile.
template <typename T> T sync_wait(lazy<T> Task) {
  hostile::queue Others, Onlookers;
  std::swap(Others, hostile::Ready);
  std::swap(Onlookers, hostile::Onlookers);
  std::promise<T> Promise;
  std::future<T> Result = Promise.get_future();
  [](lazy<T> Task, std::promise<T> &Promise) -> hostile::background_task {
    try {
      if constexpr (std::is_void_v<T>) {
        co_await std::move(Task);
        Promise.set_value();
      } else {
        Promise.set_value(co_await std::move(Task));
      }
    } catch (...) {
      Promise.set_exception(std::current_exception());
    }
  }(std::move(Task), Promise);
  hostile::runQueue();
  std::swap(Others, hostile::Ready);
  std::swap(Onlookers, hostile::Onlookers);
  return Result.get();
}
} // namespace home

namespace hostile {
inline void finish() { runQueue(); }
inline void background(home::lazy<> Task) {
  [](home::lazy<> Task) -> background_task {
    co_await std::move(Task);
  }(std::move(Task));
}

/// Runs it, and all that it has started.
template <typename T> T drive(home::lazy<T> Task) {
  std::optional<T> Value;
  std::exception_ptr Error;
  [](home::lazy<T> Task, auto &Value, auto &Error) -> background_task {
    try {
      Value = co_await std::move(Task);
    } catch (...) {
      Error = std::current_exception();
    }
  }(std::move(Task), Value, Error);
  finish();
  if (Error)
    std::rethrow_exception(Error);
  return std::move(*Value);
}
} // namespace hostile
