// A task as teams write their own: lazy, awaited by name or in place. Known to
// nobody's vocabulary.
#ifndef HOME_TASK_H
#define HOME_TASK_H

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace home {

template <typename T> class task;

namespace detail {

struct promise_base {
  std::coroutine_handle<> Continuation;
  std::exception_ptr Error;

  std::suspend_always initial_suspend() noexcept { return {}; }
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    template <typename P>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<P> Done) noexcept {
      if (auto Next = Done.promise().Continuation)
        return Next;
      return std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() { Error = std::current_exception(); }
};

template <typename T> struct promise : promise_base {
  std::optional<T> Value;
  task<T> get_return_object();
  void return_value(T V) { Value = std::move(V); }
  T result() {
    if (Error)
      std::rethrow_exception(Error);
    return std::move(*Value);
  }
};

template <> struct promise<void> : promise_base {
  inline task<void> get_return_object();
  void return_void() {}
  void result() {
    if (Error)
      std::rethrow_exception(Error);
  }
};

} // namespace detail

template <typename T = void> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<T>;

  explicit task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  task(task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  task &operator=(task &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~task() {
    if (Handle)
      Handle.destroy();
  }

  auto operator co_await() const noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() { return Handle.done(); }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Caller) {
        Handle.promise().Continuation = Caller;
        return Handle;
      }
      T await_resume() { return Handle.promise().result(); }
    };
    return awaiter{Handle};
  }

  // Reads a value that is there; nothing blocks.
  T get() const { return Handle.promise().result(); }
  T result() const { return Handle.promise().result(); }
  void wait() const {}
  bool done() const { return Handle.done(); }
  void resume() const { Handle.resume(); }

private:
  std::coroutine_handle<promise_type> Handle;
};

template <typename T> task<T> detail::promise<T>::get_return_object() {
  return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> detail::promise<void>::get_return_object() {
  return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

// Runs a task to its end on this thread.
template <typename T> T sync_wait(const task<T> &Work) {
  while (!Work.done())
    Work.resume();
  return Work.get();
}

} // namespace home

#endif // HOME_TASK_H
