// Stand-in for cppcoro's async_manual_reset_event.hpp: the names and shapes
// the checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <utility>

namespace cppcoro {
class async_manual_reset_event_operation;

class async_manual_reset_event {
public:
  async_manual_reset_event(bool InitiallySet = false) noexcept
      : Set(InitiallySet) {}
  ~async_manual_reset_event() {}
  async_manual_reset_event(const async_manual_reset_event &) = delete;

  async_manual_reset_event_operation operator co_await() const noexcept;
  bool is_set() const noexcept { return Set; }
  void set() noexcept;
  void reset() noexcept { Set = false; }

private:
  friend class async_manual_reset_event_operation;
  bool Set;
  mutable async_manual_reset_event_operation *Waiters = nullptr;
};

class async_manual_reset_event_operation {
public:
  explicit async_manual_reset_event_operation(
      const async_manual_reset_event &Event) noexcept
      : Event(Event) {}
  bool await_ready() const noexcept { return Event.is_set(); }
  bool await_suspend(cppcoro::coroutine_handle<> Coro) noexcept {
    Awaiting = Coro;
    Next = std::exchange(Event.Waiters, this);
    return true;
  }
  void await_resume() const noexcept {}

private:
  friend class async_manual_reset_event;
  const async_manual_reset_event &Event;
  async_manual_reset_event_operation *Next = nullptr;
  cppcoro::coroutine_handle<> Awaiting;
};

inline async_manual_reset_event_operation
async_manual_reset_event::operator co_await() const noexcept {
  return async_manual_reset_event_operation{*this};
}
inline void async_manual_reset_event::set() noexcept {
  Set = true;
  auto *Waiter = std::exchange(Waiters, nullptr);
  while (Waiter) {
    auto *Next = Waiter->Next;
    Waiter->Awaiting.resume();
    Waiter = Next;
  }
}
} // namespace cppcoro
