// Stand-in for cppcoro's single_consumer_event.hpp: the names and shapes
// the checks look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <utility>

namespace cppcoro {
class single_consumer_event {
public:
  single_consumer_event(bool InitiallySet = false) noexcept
      : Set(InitiallySet) {}

  bool is_set() const noexcept { return Set; }
  void set() {
    if (!std::exchange(Set, true) && Awaiting)
      std::exchange(Awaiting, nullptr).resume();
  }
  void reset() noexcept { Set = false; }

  auto operator co_await() noexcept {
    struct awaiter {
      single_consumer_event &Event;
      bool await_ready() const noexcept { return Event.is_set(); }
      bool await_suspend(cppcoro::coroutine_handle<> Awaiting) {
        Event.Awaiting = Awaiting;
        return true;
      }
      void await_resume() noexcept {}
    };
    return awaiter{*this};
  }

private:
  bool Set;
  cppcoro::coroutine_handle<> Awaiting;
};
} // namespace cppcoro
