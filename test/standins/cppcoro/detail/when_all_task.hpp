// The per-element coroutine of cppcoro's when_all(), in its stand-in.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <utility>

namespace cppcoro::detail {
struct void_value {};

template <typename T> struct unwrap_reference {
  using type = T;
};
template <typename T> struct unwrap_reference<std::reference_wrapper<T>> {
  using type = T &;
};
template <typename T>
using unwrap_reference_t = typename unwrap_reference<T>::type;

class when_all_counter {
public:
  explicit when_all_counter(std::size_t Count) noexcept : Count(Count + 1) {}
  bool is_ready() const noexcept { return static_cast<bool>(Awaiting); }
  bool try_await(cppcoro::coroutine_handle<> Coro) noexcept {
    Awaiting = Coro;
    return --Count != 0;
  }
  void notify_awaitable_completed() noexcept {
    if (--Count == 0)
      Awaiting.resume();
  }

private:
  std::size_t Count;
  cppcoro::coroutine_handle<> Awaiting;
};

struct when_all_notifier {
  when_all_counter *Counter;
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<>) const noexcept {
    Counter->notify_awaitable_completed();
  }
  void await_resume() const noexcept {}
};

class when_all_promise_base {
public:
  cppcoro::suspend_always initial_suspend() noexcept { return {}; }
  when_all_notifier final_suspend() noexcept { return {Counter}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { Error = std::current_exception(); }

  when_all_counter *Counter = nullptr;
  std::exception_ptr Error;
};

template <typename Result>
class when_all_task_promise final : public when_all_promise_base {
public:
  auto get_return_object() noexcept {
    return cppcoro::coroutine_handle<when_all_task_promise>::from_promise(
        *this);
  }
  when_all_notifier yield_value(Result &&Value) noexcept {
    Stored = std::addressof(Value);
    return {Counter};
  }
  Result &result() & {
    if (Error)
      std::rethrow_exception(Error);
    return *Stored;
  }
  Result &&result() && {
    if (Error)
      std::rethrow_exception(Error);
    return std::forward<Result>(*Stored);
  }

private:
  std::add_pointer_t<Result> Stored = nullptr;
};

template <>
class when_all_task_promise<void> final : public when_all_promise_base {
public:
  auto get_return_object() noexcept {
    return cppcoro::coroutine_handle<when_all_task_promise>::from_promise(
        *this);
  }
  void result() {
    if (Error)
      std::rethrow_exception(Error);
  }
};

template <typename Result> class when_all_task final {
public:
  using promise_type = when_all_task_promise<Result>;

  when_all_task(cppcoro::coroutine_handle<promise_type> Coro) noexcept
      : Coro(Coro) {}
  when_all_task(when_all_task &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  ~when_all_task() {
    if (Coro)
      Coro.destroy();
  }
  when_all_task &operator=(const when_all_task &) = delete;

  decltype(auto) result() & { return Coro.promise().result(); }
  decltype(auto) result() && { return std::move(Coro.promise()).result(); }
  decltype(auto) non_void_result() & {
    if constexpr (std::is_void_v<Result>) {
      result();
      return void_value{};
    } else {
      return result();
    }
  }
  decltype(auto) non_void_result() && {
    if constexpr (std::is_void_v<Result>) {
      std::move(*this).result();
      return void_value{};
    } else {
      return std::move(*this).result();
    }
  }

  void start(when_all_counter &Counter) noexcept {
    Coro.promise().Counter = &Counter;
    Coro.resume();
  }

private:
  cppcoro::coroutine_handle<promise_type> Coro;
};

template <typename Awaitable, typename Result = typename awaitable_traits<
                                  Awaitable &&>::await_result_t>
when_all_task<Result> make_when_all_task(Awaitable A) {
  if constexpr (std::is_void_v<Result>)
    co_await static_cast<Awaitable &&>(A);
  else
    co_yield co_await static_cast<Awaitable &&>(A);
}

template <typename Awaitable, typename Result = typename awaitable_traits<
                                  Awaitable &>::await_result_t>
when_all_task<Result> make_when_all_task(std::reference_wrapper<Awaitable> A) {
  if constexpr (std::is_void_v<Result>)
    co_await A.get();
  else
    co_yield co_await A.get();
}
} // namespace cppcoro::detail
