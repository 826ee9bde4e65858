// Stand-in for PPL's tasks, with what <pplawait.h> adds to them: the names and
// shapes the checks look at, nothing else.
#pragma once

#include <coroutine>

namespace pplx {
template <typename T> class task {
public:
  struct awaiter {
    bool await_ready() const { return true; }
    void await_suspend(std::coroutine_handle<>) const {}
    T await_resume() const { return T(); }
  };
  awaiter operator co_await() const { return {}; }
  T get() const { return T(); }
};
template <typename T> task<T> task_from_result(T) { return {}; }
inline task<void> task_from_result() { return {}; }

namespace details {
template <typename T> struct coroutine_promise {
  task<T> get_return_object() { return {}; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};
template <typename T> struct promise : coroutine_promise<T> {
  void return_value(T) {}
};
template <> struct promise<void> : coroutine_promise<void> {
  void return_void() {}
};
} // namespace details
} // namespace pplx

template <typename T, typename... Args>
struct std::coroutine_traits<pplx::task<T>, Args...> {
  using promise_type = pplx::details::promise<T>;
};
