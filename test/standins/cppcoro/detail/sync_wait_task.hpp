// The root coroutine of cppcoro's sync_wait(), in its stand-in.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>

#include <exception>

namespace cppcoro::detail {
class sync_wait_promise_base {
public:
  cppcoro::suspend_always initial_suspend() noexcept { return {}; }
  cppcoro::suspend_always final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { Error = std::current_exception(); }

protected:
  std::exception_ptr Error;
};

template <typename Result> class sync_wait_task {
public:
  struct promise_type : sync_wait_promise_base {
    sync_wait_task get_return_object() noexcept {
      return sync_wait_task{
          cppcoro::coroutine_handle<promise_type>::from_promise(*this)};
    }
    // Keeps the result where it is: the root stays suspended behind it.
    auto yield_value(Result &&Value) noexcept {
      Stored = std::addressof(Value);
      Finished = true;
      return cppcoro::suspend_always{};
    }
    Result &&result() {
      if (Error)
        std::rethrow_exception(Error);
      return static_cast<Result &&>(*Stored);
    }
    std::add_pointer_t<Result> Stored = nullptr;
    bool Finished = false;
  };

  explicit sync_wait_task(cppcoro::coroutine_handle<promise_type> Coro)
      : Coro(Coro) {}
  sync_wait_task(sync_wait_task &&) = delete;
  ~sync_wait_task() { Coro.destroy(); }

  void start() { Coro.resume(); }
  bool done() const { return Coro.promise().Finished || Coro.done(); }
  Result &&result() { return Coro.promise().result(); }

private:
  cppcoro::coroutine_handle<promise_type> Coro;
};

template <> class sync_wait_task<void> {
public:
  struct promise_type : sync_wait_promise_base {
    sync_wait_task get_return_object() noexcept {
      return sync_wait_task{
          cppcoro::coroutine_handle<promise_type>::from_promise(*this)};
    }
    void result() {
      if (Error)
        std::rethrow_exception(Error);
    }
  };

  explicit sync_wait_task(cppcoro::coroutine_handle<promise_type> Coro)
      : Coro(Coro) {}
  sync_wait_task(sync_wait_task &&) = delete;
  ~sync_wait_task() { Coro.destroy(); }

  void start() { Coro.resume(); }
  bool done() const { return Coro.done(); }
  void result() { Coro.promise().result(); }

private:
  cppcoro::coroutine_handle<promise_type> Coro;
};

template <typename Awaitable, typename Result = typename awaitable_traits<
                                  Awaitable &&>::await_result_t>
sync_wait_task<Result> make_sync_wait_task(Awaitable &&A) {
  if constexpr (std::is_void_v<Result>)
    co_await static_cast<Awaitable &&>(A);
  else
    co_yield co_await static_cast<Awaitable &&>(A);
}
} // namespace cppcoro::detail
