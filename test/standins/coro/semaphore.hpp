// Stand-in for libcoro's semaphore.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include "coro/sync_wait.hpp"
#include "coro/task.hpp"

#include <coroutine>
#include <cstddef>
#include <utility>

namespace coro {
enum class semaphore_acquire_result { acquired, shutdown };

template <std::ptrdiff_t max_value> class semaphore;

namespace detail {
template <std::ptrdiff_t max_value> class acquire_operation {
public:
  explicit acquire_operation(semaphore<max_value> &S) : Semaphore(S) {}
  [[nodiscard]] auto await_ready() const noexcept -> bool {
    return Semaphore.is_shutdown() || Semaphore.try_acquire();
  }
  auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool {
    Awaiting = Coro;
    (Semaphore.Last ? Semaphore.Last->Next : Semaphore.First) = this;
    Semaphore.Last = this;
    return true;
  }
  [[nodiscard]] auto await_resume() const -> semaphore_acquire_result {
    return Semaphore.is_shutdown() ? semaphore_acquire_result::shutdown
                                   : semaphore_acquire_result::acquired;
  }

  acquire_operation *Next = nullptr;
  semaphore<max_value> &Semaphore;
  std::coroutine_handle<> Awaiting;
};
} // namespace detail

template <std::ptrdiff_t max_value> class semaphore {
public:
  explicit semaphore(const std::ptrdiff_t Start) : Counter(Start) {}
  ~semaphore() { coro::sync_wait(shutdown()); }
  semaphore(const semaphore &) = delete;

  [[nodiscard]] auto acquire() -> coro::task<semaphore_acquire_result> {
    co_return co_await detail::acquire_operation<max_value>{*this};
  }
  [[nodiscard]] auto release() -> coro::task<void> {
    if (auto *Waiter = pop())
      Waiter->Awaiting.resume();
    else if (Counter < max_value)
      ++Counter;
    co_return;
  }
  auto try_acquire() -> bool {
    if (Counter <= 0)
      return false;
    --Counter;
    return true;
  }
  [[nodiscard]] static constexpr auto max() noexcept -> std::ptrdiff_t {
    return max_value;
  }
  [[nodiscard]] auto value() const noexcept -> std::ptrdiff_t {
    return Counter;
  }
  [[nodiscard]] auto shutdown() noexcept -> coro::task<void> {
    Stopped = true;
    while (auto *Waiter = pop())
      Waiter->Awaiting.resume();
    co_return;
  }
  [[nodiscard]] auto is_shutdown() const -> bool { return Stopped; }

private:
  friend class detail::acquire_operation<max_value>;
  auto pop() -> detail::acquire_operation<max_value> * {
    auto *Waiter = First;
    if (Waiter)
      First = Waiter->Next;
    if (!First)
      Last = nullptr;
    return Waiter;
  }

  std::ptrdiff_t Counter;
  bool Stopped = false;
  detail::acquire_operation<max_value> *First = nullptr;
  detail::acquire_operation<max_value> *Last = nullptr;
};
} // namespace coro
