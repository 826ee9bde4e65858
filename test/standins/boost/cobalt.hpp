// Stand-in for Boost.Cobalt: the names and shapes the checks look at, nothing
// else.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <coroutine>
#include <exception>

namespace boost::cobalt {
namespace detail {
template <typename Type> struct promise_base {
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { throw; }
};
struct awaiter {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
} // namespace detail

template <typename T = void> struct [[nodiscard]] task {
  struct promise_type : detail::promise_base<task> {
    task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
  };
  detail::awaiter operator co_await() && { return {}; }
};

template <typename T = void> struct [[nodiscard]] promise {
  struct promise_type : detail::promise_base<promise> {
    promise get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
  };
  detail::awaiter operator co_await() { return {}; }
  void operator+() && {}
};

struct detached {
  struct promise_type : detail::promise_base<detached> {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
  };
};

template <typename Token>
auto spawn(asio::io_context &, task<void> &&, Token &&Given) {
  return asio::async_initiate<Token, void(std::exception_ptr)>([](auto &&) {},
                                                               Given);
}
} // namespace boost::cobalt
