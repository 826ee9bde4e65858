// Stand-in for libcoro's when_all.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/concepts/awaitable.hpp"
#include "coro/concepts/range_of.hpp"

#include <coroutine>
#include <cstddef>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace coro {
namespace detail {
struct void_value {};

class when_all_latch {
public:
  explicit when_all_latch(std::size_t Count) noexcept : Count(Count + 1) {}
  auto is_ready() const noexcept -> bool { return static_cast<bool>(Awaiting); }
  auto try_await(std::coroutine_handle<> Coro) noexcept -> bool {
    Awaiting = Coro;
    return --Count != 0;
  }
  auto notify_awaitable_completed() noexcept -> void {
    if (--Count == 0)
      Awaiting.resume();
  }

private:
  std::size_t Count;
  std::coroutine_handle<> Awaiting;
};

struct when_all_notifier {
  when_all_latch *Latch;
  auto await_ready() const noexcept -> bool { return false; }
  auto await_suspend(std::coroutine_handle<>) const noexcept -> void {
    Latch->notify_awaitable_completed();
  }
  auto await_resume() const noexcept -> void {}
};

class when_all_promise_base {
public:
  auto initial_suspend() noexcept -> std::suspend_always { return {}; }
  auto final_suspend() noexcept { return when_all_notifier{Latch}; }
  auto return_void() noexcept -> void {}
  auto unhandled_exception() noexcept -> void {
    Error = std::current_exception();
  }
  void rethrow() const {
    if (Error)
      std::rethrow_exception(Error);
  }
  when_all_latch *Latch = nullptr;

private:
  std::exception_ptr Error;
};

template <typename return_type>
class when_all_task_promise : public when_all_promise_base {
public:
  auto get_return_object() noexcept {
    return std::coroutine_handle<when_all_task_promise>::from_promise(*this);
  }
  auto yield_value(return_type &&Value) noexcept {
    Stored = std::addressof(Value);
    return this->final_suspend();
  }
  auto result() & -> return_type & {
    this->rethrow();
    return *Stored;
  }
  auto result() && -> return_type && {
    this->rethrow();
    return static_cast<return_type &&>(*Stored);
  }

private:
  std::add_pointer_t<return_type> Stored = nullptr;
};

template <> class when_all_task_promise<void> : public when_all_promise_base {
public:
  auto get_return_object() noexcept {
    return std::coroutine_handle<when_all_task_promise>::from_promise(*this);
  }
  auto result() -> void { rethrow(); }
};

template <typename return_type> class when_all_task_base {
public:
  using promise_type = when_all_task_promise<return_type>;
  using coroutine_handle_type = std::coroutine_handle<promise_type>;

  when_all_task_base(coroutine_handle_type Coro) noexcept : Coro(Coro) {}
  when_all_task_base(when_all_task_base &&Other) noexcept
      : Coro(std::exchange(Other.Coro, nullptr)) {}
  ~when_all_task_base() {
    if (Coro)
      Coro.destroy();
  }

  auto start(when_all_latch &Latch) noexcept -> void {
    Coro.promise().Latch = &Latch;
    Coro.resume();
  }

protected:
  coroutine_handle_type Coro;
};

template <typename return_type>
class when_all_task : public when_all_task_base<return_type> {
public:
  using when_all_task_base<return_type>::when_all_task_base;
  auto return_value() & -> return_type & {
    return this->Coro.promise().result();
  }
  auto return_value() const & -> const return_type & {
    return this->Coro.promise().result();
  }
  auto return_value() && -> return_type && {
    return std::move(this->Coro.promise()).result();
  }
};

template <> class when_all_task<void> : public when_all_task_base<void> {
public:
  using when_all_task_base<void>::when_all_task_base;
  auto return_value() -> void_value {
    Coro.promise().result();
    return {};
  }
};

template <typename task_container_type> class when_all_ready_awaitable {
  template <typename result_type> struct awaiter {
    when_all_ready_awaitable &Owner;
    auto await_ready() const noexcept -> bool { return Owner.Latch.is_ready(); }
    auto await_suspend(std::coroutine_handle<> Awaiting) noexcept -> bool {
      Owner.start();
      return Owner.Latch.try_await(Awaiting);
    }
    auto await_resume() noexcept -> result_type {
      return static_cast<result_type>(Owner.Tasks);
    }
  };

  static auto size(const task_container_type &C) -> std::size_t {
    if constexpr (concepts::range<task_container_type>)
      return C.size();
    else
      return std::tuple_size_v<task_container_type>;
  }
  auto start() noexcept -> void {
    if constexpr (concepts::range<task_container_type>) {
      for (auto &Task : Tasks)
        Task.start(Latch);
    } else {
      std::apply([this](auto &...Task) { (Task.start(Latch), ...); }, Tasks);
    }
  }

public:
  explicit when_all_ready_awaitable(task_container_type &&C) noexcept
      : Latch(size(C)), Tasks(std::move(C)) {}
  when_all_ready_awaitable(const when_all_ready_awaitable &) = delete;
  when_all_ready_awaitable(when_all_ready_awaitable &&) = default;

  auto operator co_await() & noexcept {
    return awaiter<task_container_type &>{*this};
  }
  auto operator co_await() && noexcept {
    return awaiter<task_container_type &&>{*this};
  }

private:
  when_all_latch Latch;
  task_container_type Tasks;
};

template <concepts::awaitable awaitable,
          typename return_type = typename concepts::awaitable_traits<
              awaitable &&>::awaiter_return_type>
auto make_when_all_task(awaitable A) -> when_all_task<return_type> {
  if constexpr (std::is_void_v<return_type>)
    co_await static_cast<awaitable &&>(A);
  else
    co_yield co_await static_cast<awaitable &&>(A);
}
} // namespace detail

template <concepts::awaitable... awaitables_type>
[[nodiscard]] auto when_all(awaitables_type... Awaitables) {
  return detail::when_all_ready_awaitable<
      std::tuple<detail::when_all_task<typename concepts::awaitable_traits<
          awaitables_type>::awaiter_return_type>...>>(
      std::make_tuple(detail::make_when_all_task(std::move(Awaitables))...));
}

template <concepts::range range_type,
          concepts::awaitable awaitable_type = typename range_type::value_type,
          typename return_type = typename concepts::awaitable_traits<
              awaitable_type>::awaiter_return_type>
[[nodiscard]] auto when_all(range_type Awaitables)
    -> detail::when_all_ready_awaitable<
        std::vector<detail::when_all_task<return_type>>> {
  std::vector<detail::when_all_task<return_type>> Tasks;
  for (auto &&A : Awaitables)
    Tasks.emplace_back(detail::make_when_all_task(std::move(A)));
  return detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task<return_type>>>(std::move(Tasks));
}
} // namespace coro
