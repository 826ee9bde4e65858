// Stand-in for libcoro's event.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/concepts/executor.hpp"

#include <coroutine>
#include <memory>
#include <utility>

namespace coro {
enum class resume_order_policy { lifo, fifo };

class event {
public:
  struct awaiter {
    awaiter(const event &E) noexcept : Event(E) {}
    auto await_ready() const noexcept -> bool { return Event.is_set(); }
    auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool {
      Awaiting = Coro;
      Next = std::exchange(Event.Waiters, this);
      return true;
    }
    auto await_resume() noexcept {}

    awaiter *Next = nullptr;
    std::coroutine_handle<> Awaiting;
    const event &Event;
  };

  explicit event(bool InitiallySet = false) noexcept : Set(InitiallySet) {}
  event(const event &) = delete;
  auto operator=(const event &) -> event & = delete;

  auto is_set() const noexcept -> bool { return Set; }
  auto set(resume_order_policy = resume_order_policy::lifo) noexcept -> void {
    Set = true;
    auto *Waiter = std::exchange(Waiters, nullptr);
    while (Waiter) {
      auto *Next = Waiter->Next;
      Waiter->Awaiting.resume();
      Waiter = Next;
    }
  }
  template <concepts::executor executor_type>
  auto set(std::unique_ptr<executor_type> &E,
           resume_order_policy = resume_order_policy::lifo) noexcept -> void {
    Set = true;
    auto *Waiter = std::exchange(Waiters, nullptr);
    while (Waiter) {
      auto *Next = Waiter->Next;
      E->resume(Waiter->Awaiting);
      Waiter = Next;
    }
  }
  auto operator co_await() const noexcept -> awaiter { return awaiter(*this); }
  auto reset() noexcept -> void { Set = false; }

private:
  friend struct awaiter;
  bool Set;
  mutable awaiter *Waiters = nullptr;
};
} // namespace coro
