// Stand-in for libcoro's sync_wait.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "coro/concepts/awaitable.hpp"
#include "coro/detail/run_queue.hpp"

#include <exception>
#include <utility>

namespace coro {
namespace detail {
class sync_wait_task_promise_base {
public:
  auto initial_suspend() noexcept -> std::suspend_always { return {}; }
  auto final_suspend() noexcept -> std::suspend_always { return {}; }
  auto return_void() noexcept -> void {}
  auto unhandled_exception() -> void { Error = std::current_exception(); }
  auto finished() const -> bool { return Finished; }

protected:
  void rethrow() const {
    if (Error)
      std::rethrow_exception(Error);
  }
  bool Finished = false;
  std::exception_ptr Error;
};

template <typename return_type>
class sync_wait_task_promise : public sync_wait_task_promise_base {
public:
  auto get_return_object() noexcept {
    return std::coroutine_handle<sync_wait_task_promise>::from_promise(*this);
  }
  // Keeps the result where it is: the root stays suspended behind it.
  auto yield_value(return_type &&Value) noexcept {
    Stored = std::addressof(Value);
    this->Finished = true;
    return std::suspend_always{};
  }
  auto result() -> return_type && {
    this->rethrow();
    return static_cast<return_type &&>(*Stored);
  }

private:
  std::add_pointer_t<return_type> Stored = nullptr;
};

template <>
class sync_wait_task_promise<void> : public sync_wait_task_promise_base {
public:
  auto get_return_object() noexcept {
    return std::coroutine_handle<sync_wait_task_promise>::from_promise(*this);
  }
  auto result() -> void { rethrow(); }
};

template <typename return_type> class sync_wait_task {
public:
  using promise_type = sync_wait_task_promise<return_type>;
  using coroutine_type = std::coroutine_handle<promise_type>;

  sync_wait_task(coroutine_type Coro) noexcept : Coro(Coro) {}
  sync_wait_task(const sync_wait_task &) = delete;
  ~sync_wait_task() { Coro.destroy(); }

  auto start() -> void { Coro.resume(); }
  auto done() const -> bool { return Coro.done() || promise().finished(); }
  auto promise() const -> promise_type & { return Coro.promise(); }

private:
  coroutine_type Coro;
};

template <concepts::awaitable awaitable_type,
          typename return_type = typename concepts::awaitable_traits<
              awaitable_type>::awaiter_return_type>
auto make_sync_wait_task(awaitable_type &&A) -> sync_wait_task<return_type> {
  if constexpr (std::is_void_v<return_type>)
    co_await std::forward<awaitable_type>(A);
  else
    co_yield co_await std::forward<awaitable_type>(A);
}
} // namespace detail

template <concepts::awaitable awaitable_type,
          typename return_type = typename concepts::awaitable_traits<
              awaitable_type>::awaiter_return_type>
auto sync_wait(awaitable_type &&A) -> return_type {
  auto Task = detail::make_sync_wait_task(std::forward<awaitable_type>(A));
  Task.start();
  // Nothing left to run and not done: the real one would hang here.
  while (!Task.done())
    if (!detail::run_queue::instance().run_one())
      std::terminate();
  return Task.promise().result();
}
} // namespace coro
