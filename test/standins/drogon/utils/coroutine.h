// Stand-in for Drogon's coroutine.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <trantor/net/EventLoop.h>

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace drogon {
struct final_awaiter {
  bool await_ready() noexcept { return false; }
  template <typename Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> Done) noexcept {
    return Done.promise().Continuation;
  }
  void await_resume() noexcept {}
};

namespace internal {
template <typename T> struct task_result {
  std::optional<T> Value;
  std::exception_ptr Error;
  void return_value(const T &V) { Value = V; }
  void return_value(T &&V) { Value = std::move(V); }
  T &result() {
    if (Error)
      std::rethrow_exception(Error);
    return *Value;
  }
};
template <> struct task_result<void> {
  std::exception_ptr Error;
  void return_void() {}
  void result() {
    if (Error)
      std::rethrow_exception(Error);
  }
};
} // namespace internal

// Awaiting it moves the value out, of a named one, too.
template <typename Promise> struct task_awaiter {
  std::coroutine_handle<Promise> Coroutine;
  bool await_ready() noexcept { return !Coroutine || Coroutine.done(); }
  auto await_suspend(std::coroutine_handle<> Next) noexcept {
    Coroutine.promise().Continuation = Next;
    return Coroutine;
  }
  auto await_resume() {
    if constexpr (std::is_void_v<decltype(Coroutine.promise().result())>)
      Coroutine.promise().result();
    else
      return std::move(Coroutine.promise().result());
  }
};

template <typename T = void> struct [[nodiscard]] Task {
  struct promise_type : internal::task_result<T> {
    std::coroutine_handle<> Continuation = std::noop_coroutine();
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() { this->Error = std::current_exception(); }
  };
  using handle_type = std::coroutine_handle<promise_type>;

  Task(handle_type Handle) : coro_(Handle) {}
  Task(Task &&Other) noexcept : coro_(std::exchange(Other.coro_, nullptr)) {}
  Task &operator=(Task &&Other) noexcept {
    std::swap(coro_, Other.coro_);
    return *this;
  }
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  auto operator co_await() const noexcept {
    return task_awaiter<promise_type>{coro_};
  }

  handle_type coro_;
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };
};

template <typename Await> auto sync_wait(Await &&Awaited) {
  auto Awaiter = Awaited.operator co_await();
  Awaiter.Coroutine.resume();
  return Awaiter.await_resume();
}

// Awaits the task of its callable, in a coroutine of nobody's.
template <typename Coro> void async_run(Coro &&coro) {
  auto Functor = [](std::decay_t<Coro> coro) -> AsyncTask {
    auto Frame = coro();
    co_await Frame;
  };
  Functor(std::forward<Coro>(coro));
}
template <typename Coro> std::function<void()> async_func(Coro &&coro) {
  return [coro = std::forward<Coro>(coro)]() mutable {
    async_run(std::move(coro));
  };
}

template <typename T = void> struct CallbackAwaiter {
  std::optional<T> Result;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Handle) { Handle.resume(); }
  const T &await_resume() const { return *Result; }
};
template <> struct CallbackAwaiter<void> {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Handle) { Handle.resume(); }
  void await_resume() {}
};

namespace internal {
struct [[nodiscard]] TimerAwaiter : CallbackAwaiter<void> {};
template <typename... Tasks> struct [[nodiscard]] WhenAllAwaiter {
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
// Starts all, and goes on where the last one ends.
template <typename T>
struct [[nodiscard]] WhenAllAwaiter<std::vector<Task<T>>> {
  std::vector<Task<T>> All;
  std::vector<std::optional<T>> Values =
      std::vector<std::optional<T>>(All.size());
  std::size_t Left = All.size() + 1;
  std::exception_ptr First = {};
  std::coroutine_handle<> Next = {};

  bool await_ready() noexcept { return All.empty(); }
  void await_suspend(std::coroutine_handle<> Handle) {
    Next = Handle;
    for (std::size_t I = 0; I < All.size(); ++I)
      run(I);
    end();
  }
  std::vector<T> await_resume() {
    if (First)
      std::rethrow_exception(First);
    std::vector<T> Results;
    for (auto &Value : Values)
      Results.push_back(std::move(*Value));
    return Results;
  }
  AsyncTask run(std::size_t I) {
    try {
      Values[I].emplace(co_await All[I]);
    } catch (...) {
      if (!First)
        First = std::current_exception();
    }
    end();
  }
  void end() {
    if (--Left == 0)
      Next.resume();
  }
};
template <> struct [[nodiscard]] WhenAllAwaiter<std::vector<Task<>>> {
  std::vector<Task<>> All;
  std::size_t Left = All.size() + 1;
  std::exception_ptr First = {};
  std::coroutine_handle<> Next = {};

  bool await_ready() noexcept { return All.empty(); }
  void await_suspend(std::coroutine_handle<> Handle) {
    Next = Handle;
    for (auto &One : All)
      run(One);
    end();
  }
  void await_resume() {
    if (First)
      std::rethrow_exception(First);
  }
  AsyncTask run(Task<> &One) {
    try {
      co_await One;
    } catch (...) {
      if (!First)
        First = std::current_exception();
    }
    end();
  }
  void end() {
    if (--Left == 0)
      Next.resume();
  }
};
} // namespace internal

inline internal::TimerAwaiter
sleepCoro(trantor::EventLoop *,
          const std::chrono::duration<double> &) noexcept {
  return {};
}
inline internal::TimerAwaiter sleepCoro(trantor::EventLoop *, double) noexcept {
  return {};
}

inline internal::TimerAwaiter queueInLoopCoro(trantor::EventLoop *Loop,
                                              std::function<void()> Work) {
  Loop->queueInLoop(Work);
  return {};
}

template <typename... Tasks>
internal::WhenAllAwaiter<Tasks...> when_all(Tasks...) {
  return {};
}
template <typename T>
internal::WhenAllAwaiter<std::vector<Task<T>>>
when_all(std::vector<Task<T>> All) {
  return {std::move(All)};
}
} // namespace drogon
