// Stand-in for concurrencpp: the names and shapes the checks look at, nothing
// else. What has to wait goes on in the coroutine that ends its wait.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace concurrencpp {
template <typename T> class result;
enum class result_status { idle, value, exception };

namespace details {
template <typename T> struct result_value {
  std::optional<T> Value;
  template <typename U> void return_value(U &&V) {
    Value.emplace(std::forward<U>(V));
  }
  T take() { return std::move(*Value); }
};
template <> struct result_value<void> {
  void return_void() noexcept {}
  void take() {}
};

// A coroutine whose result was dropped goes on, and ends by itself.
struct resume_waiting {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> Done) const noexcept {
    const std::coroutine_handle<> Next = Done.promise().Waiting;
    if (Done.promise().Dropped)
      Done.destroy();
    return Next;
  }
  void await_resume() const noexcept {}
};

template <typename T> struct result_promise : result_value<T> {
  std::exception_ptr Error;
  std::coroutine_handle<> Waiting = std::noop_coroutine();
  bool Dropped = false;
  std::suspend_never initial_suspend() noexcept { return {}; }
  resume_waiting final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  result<T> get_return_object() noexcept;
};

// What runs the others where a result is waited for that is not there yet.
inline void (*run_another)() = nullptr;

struct null_result_promise {
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() const noexcept {}
};
} // namespace details

// The first to await it takes the value.
template <typename T> class result {
public:
  using handle = std::coroutine_handle<details::result_promise<T>>;
  result() noexcept = default;
  explicit result(handle Handle) : Handle(Handle) {}
  result(result &&Other) noexcept : Handle(Other.Handle) {
    Other.Handle = nullptr;
  }
  result &operator=(result &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~result() {
    if (Handle && Handle.done())
      Handle.destroy();
    else if (Handle)
      Handle.promise().Dropped = true;
  }

  struct awaitable {
    handle Handle;
    bool await_ready() const noexcept { return Handle.done(); }
    void await_suspend(std::coroutine_handle<> Next) const noexcept {
      Handle.promise().Waiting = Next;
    }
    T await_resume() const {
      if (Handle.promise().Error)
        std::rethrow_exception(Handle.promise().Error);
      return Handle.promise().take();
    }
  };
  awaitable operator co_await() const noexcept { return {Handle}; }
  explicit operator bool() const noexcept { return bool(Handle); }
  T get() {
    while (!Handle.done())
      details::run_another();
    return operator co_await().await_resume();
  }
  void wait() {}
  result_status wait_for(std::chrono::milliseconds) { return status(); }
  result_status wait_until(std::chrono::steady_clock::time_point) {
    return status();
  }
  result_status status() const { return result_status::value; }

  // Gives the result itself, complete.
  struct resolve_awaitable {
    handle Handle;
    bool await_ready() const noexcept { return Handle.done(); }
    void await_suspend(std::coroutine_handle<> Next) const noexcept {
      Handle.promise().Waiting = Next;
    }
    result await_resume() const { return result(Handle); }
  };
  resolve_awaitable resolve() { return {std::exchange(Handle, nullptr)}; }

private:
  handle Handle = nullptr;
};

template <typename T>
result<T> details::result_promise<T>::get_return_object() noexcept {
  return result<T>(std::coroutine_handle<result_promise>::from_promise(*this));
}

struct null_result {};

// Begins when it is awaited, or run.
template <typename T> class lazy_result {
public:
  struct promise_type : details::result_value<T> {
    std::exception_ptr Error;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { Error = std::current_exception(); }
    lazy_result get_return_object() noexcept {
      return lazy_result(handle::from_promise(*this));
    }
  };
  using handle = std::coroutine_handle<promise_type>;

  lazy_result() noexcept = default;
  explicit lazy_result(handle Handle) noexcept : Handle(Handle) {}
  lazy_result(lazy_result &&Other) noexcept
      : Handle(std::exchange(Other.Handle, nullptr)) {}
  lazy_result &operator=(lazy_result &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~lazy_result() {
    if (Handle)
      Handle.destroy();
  }

  struct awaitable {
    handle Handle;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<>) {
      Handle.resume();
      return false;
    }
    T await_resume() {
      if (Handle.promise().Error)
        std::rethrow_exception(Handle.promise().Error);
      return Handle.promise().take();
    }
  };
  auto operator co_await() { return awaitable{Handle}; }
  result<T> run() {
    lazy_result Self(std::move(*this));
    co_return co_await Self;
  }

private:
  handle Handle;
};

class scoped_async_lock {};

class executor {
public:
  virtual ~executor() = default;
  virtual void shutdown() {}
  // It runs the callable elsewhere.
  template <typename F> void post(F &&Work) { (void)Work; }
  template <typename F> auto submit(F &&Work) -> result<decltype(Work())>;
};

template <typename Executor> class derivable_executor : public executor {
public:
  template <typename F> void post(F &&Work) { (void)Work; }
  template <typename F> auto submit(F &&Work) -> result<decltype(Work())>;
};

class inline_executor final : public derivable_executor<inline_executor> {};
class thread_pool_executor final
    : public derivable_executor<thread_pool_executor> {
public:
  void shutdown() override;
};
class worker_thread_executor final
    : public derivable_executor<worker_thread_executor> {
public:
  void shutdown() override;
};
class thread_executor final : public derivable_executor<thread_executor> {
public:
  void shutdown() override;
};

// Runs what it got where its loops are called.
class manual_executor final : public derivable_executor<manual_executor> {
public:
  bool loop_once();
  bool loop_once_for(std::chrono::milliseconds);
  std::size_t loop(std::size_t);
  std::size_t loop_for(std::size_t, std::chrono::milliseconds);
  void wait_for_task();
  bool wait_for_task_for(std::chrono::milliseconds);
  bool wait_for_task_until(std::chrono::system_clock::time_point);
  std::size_t wait_for_tasks_until(std::size_t,
                                   std::chrono::system_clock::time_point);
  bool loop_once_until(std::chrono::system_clock::time_point);
  std::size_t loop_until(std::size_t, std::chrono::system_clock::time_point);
  void wait_for_tasks(std::size_t);
  std::size_t wait_for_tasks_for(std::size_t, std::chrono::milliseconds);
  void shutdown() override;
};

namespace details {
struct resume_on_awaitable {
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> Handle) { return Handle; }
  void await_resume() const {}
};
} // namespace details
template <typename Executor> auto resume_on(std::shared_ptr<Executor>) {
  return details::resume_on_awaitable();
}
template <typename Executor> auto resume_on(Executor &) noexcept {
  return details::resume_on_awaitable();
}

class timer_queue {
public:
  lazy_result<void> make_delay_object(std::chrono::milliseconds,
                                      std::shared_ptr<executor>);
  template <typename F>
  void make_timer(std::chrono::milliseconds, std::chrono::milliseconds,
                  std::shared_ptr<executor>, F &&) {}
  template <typename F>
  void make_one_shot_timer(std::chrono::milliseconds, std::shared_ptr<executor>,
                           F &&) {}
  void shutdown();
};

class runtime {
public:
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::inline_executor>
  inline_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor>
  thread_executor() const noexcept;
};

// Any number of them may be awaited, any number of times.
template <typename T> class shared_result {
public:
  shared_result(result<T> Shared) : Own(std::move(Shared)) {}
  T &get();
  void wait();
  result_status wait_for(std::chrono::milliseconds);
  result_status wait_until(std::chrono::steady_clock::time_point);
  result_status status() const;
  struct awaitable {
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    T &await_resume() const;
  };
  awaitable operator co_await() { return {}; }
  awaitable resolve() { return {}; }

private:
  result<T> Own;
};

template <typename T> class generator {
public:
  struct promise_type {
    generator get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &) { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

template <typename T> class result_promise {
public:
  result<T> get_result() { return result<T>(nullptr); }
};
} // namespace concurrencpp

template <typename T, typename... Args>
struct std::coroutine_traits<concurrencpp::result<T>, Args...> {
  using promise_type = concurrencpp::details::result_promise<T>;
};

template <typename... Args>
struct std::coroutine_traits<concurrencpp::null_result, Args...> {
  struct promise_type : concurrencpp::details::null_result_promise {
    concurrencpp::null_result get_return_object() const noexcept { return {}; }
  };
};

namespace concurrencpp {
template <typename T> result<T> make_exceptional_result(std::exception_ptr Error) {
  std::rethrow_exception(Error);
  co_return T();
}
template <typename Range> lazy_result<Range> when_all(Range Results) {
  co_return std::move(Results);
}
template <typename T, typename... Args>
result<T> make_ready_result(Args &&...Values) {
  if constexpr (std::is_void_v<T>)
    co_return;
  else
    co_return T(std::forward<Args>(Values)...);
}

template <typename F>
auto executor::submit(F &&Work) -> result<decltype(Work())> {
  F Own(std::forward<F>(Work));
  co_return Own();
}
template <typename Executor>
template <typename F>
auto derivable_executor<Executor>::submit(F &&Work)
    -> result<decltype(Work())> {
  F Own(std::forward<F>(Work));
  co_return Own();
}
} // namespace concurrencpp
