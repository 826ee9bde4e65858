#pragma once
#include <stdexec/execution.hpp>

namespace experimental::execution {
namespace __task {
template <typename T> struct default_task_context {};

template <typename T> struct __promise_base {
  template <typename V> void return_value(V &&) noexcept {}
};
template <> struct __promise_base<void> {
  void return_void() noexcept {}
};

template <typename T, typename Context = default_task_context<T>>
class [[nodiscard]] basic_task {
public:
  using sender_concept = stdexec::sender_tag;
  using values =
      std::conditional_t<std::is_void_v<T>, std::tuple<>, std::tuple<T>>;
  struct promise_type : __promise_base<T> {
    basic_task get_return_object() noexcept { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    template <stdexec::sender S> auto await_transform(S &&Sender) {
      return stdexec::as_awaitable(static_cast<S &&>(Sender), *this);
    }
  };
  basic_task(basic_task &&) noexcept = default;
  ~basic_task() {}
  template <typename Parent>
  stdexec::__awaiter<T> as_awaitable(Parent &) && noexcept {
    return {};
  }
  stdexec::__awaiter<T> operator co_await() && noexcept { return {}; }

private:
  basic_task() = default;
};
} // namespace __task

template <typename T, typename Context>
using basic_task = __task::basic_task<T, Context>;
template <typename T>
using task = basic_task<T, __task::default_task_context<T>>;
} // namespace experimental::execution

namespace exec = experimental::execution;
