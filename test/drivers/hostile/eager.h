// A home-grown task that has begun when one gets it, and that goes on when it is
// dropped.
#pragma once

#include "queue.h"

namespace home {
template <typename T = void> class eager {
  struct state : hostile::result<T> {
    bool Done = false;
    std::exception_ptr Error;
    std::coroutine_handle<> Waiting;
  };

public:
  struct promise_base {
    std::shared_ptr<state> State = std::make_shared<state>();
    eager get_return_object() { return eager(State); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept {
      State->Done = true;
      if (State->Waiting)
        hostile::Ready.push_front(State->Waiting);
      return {};
    }
    void unhandled_exception() { State->Error = std::current_exception(); }
  };
  struct promise_type : promise_base {
    template <typename U> void return_value(U V) {
      this->State->return_value(std::move(V));
    }
  };

  bool await_ready() const noexcept { return State->Done; }
  void await_suspend(std::coroutine_handle<> Caller) {
    State->Waiting = Caller;
  }
  T await_resume() {
    if (State->Error)
      std::rethrow_exception(State->Error);
    return State->take();
  }

private:
  explicit eager(std::shared_ptr<state> State) : State(std::move(State)) {}
  std::shared_ptr<state> State;
};

template <> struct eager<void>::promise_type : promise_base {
  void return_void() {}
};

/// Waits on this thread, which only runs tasks meanwhile.
template <typename T> T sync_wait(eager<T> Task) {
  while (!Task.await_ready())
    hostile::resumeFirst(hostile::Ready);
  return Task.await_resume();
}
} // namespace home

namespace hostile {
inline void finish() { runQueue(); }
inline void background(home::eager<>) {}

/// Runs it, and all that it has started.
template <typename T> T drive(home::eager<T> Task) {
  finish();
  return Task.await_resume();
}
} // namespace hostile
