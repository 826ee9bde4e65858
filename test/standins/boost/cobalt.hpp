// Stand-in for Boost.Cobalt: the names and shapes the checks look at, nothing
// else.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/cobalt/noop.hpp>
#include <boost/cobalt/op.hpp>
#include <coroutine>
#include <cstddef>
#include <exception>

namespace boost::cobalt {
namespace this_coro {
using namespace asio::this_coro;
}

namespace detail {
template <typename T> struct promise_base {
  std::suspend_always final_suspend() noexcept { return {}; }
  template <typename U> void return_value(U &&) {}
  void unhandled_exception() { throw; }
};
template <> struct promise_base<void> {
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { throw; }
};
template <typename T> struct awaiter {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return T(); }
};
} // namespace detail

namespace detail {
/// Takes what has an awaiter, by a constrained template.
template <typename T>
concept has_awaiter = requires(T &&A) {
  static_cast<T &&>(A).operator co_await();
} || requires(T &&A) { static_cast<T &&>(A).await_ready(); };
struct executor_awaiter {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  asio::any_io_executor await_resume();
};
struct any_awaitable {
  executor_awaiter await_transform(asio::this_coro::executor_t) { return {}; }
  template <has_awaiter T> T &&await_transform(T &&A) {
    return static_cast<T &&>(A);
  }
};
} // namespace detail

template <typename T = void> struct [[nodiscard]] task {
  task() = default;
  task(noop<T>) {}
  struct promise_type : detail::promise_base<T>, detail::any_awaitable {
    task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
  };
  detail::awaiter<T> operator co_await() && { return {}; }
};

template <typename T = void> struct [[nodiscard]] promise {
  promise() = default;
  promise(noop<T>) {}
  struct promise_type : detail::promise_base<T>, detail::any_awaitable {
    promise get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
  };
  detail::awaiter<T> operator co_await() { return {}; }
  void operator+() && {}
};

/// Promises that run beside their owner.
class wait_group {
public:
  void push_back(promise<void>) { ++Count; }
  std::size_t size() const { return Count; }
  detail::awaiter<void> wait_one() {
    --Count;
    return {};
  }
  detail::awaiter<void> wait() {
    Count = 0;
    return {};
  }

private:
  std::size_t Count = 0;
};

template <typename Range> detail::awaiter<void> join(Range &&) { return {}; }
template <typename Range> detail::awaiter<void> gather(Range &&) { return {}; }

struct detached {
  struct promise_type : detail::promise_base<void> {
    // Whatever the coroutine gets: an executor or an allocator may be there.
    template <typename... Args> promise_type(Args &...) {}
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
  };
};

class main {
public:
  struct promise_type : detail::any_awaitable, detail::promise_base<int> {
    main get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
  };
};

struct thread {
  struct promise_type : detail::any_awaitable, detail::promise_base<void> {
    thread get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
  };
  detail::awaiter<void> operator co_await() && { return {}; }
  void join() {}
};

template <typename T> struct channel {
  struct read_op {
    struct awaitable : detail::awaiter<T> {};
    awaitable operator co_await() { return {}; }
  };
  struct write_op {
    struct awaitable : detail::awaiter<void> {};
    awaitable operator co_await() { return {}; }
  };
  read_op read() { return {}; }
  write_op write(T) { return {}; }
};

/// Runs a loop on this thread until the task is complete.
template <typename T> T run(task<T>) { return T(); }

template <typename Token>
auto spawn(asio::io_context &, task<void> &&, Token &&Given) {
  return asio::async_initiate<Token, void(std::exception_ptr)>([](auto &&) {},
                                                               Given);
}

/// Of asynchronous values.
template <typename T, typename Push = void> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    T return_value(T);
    void unhandled_exception();
  };
  detail::awaiter<T> operator co_await();
  explicit operator bool() const;
};
} // namespace boost::cobalt
