// A program's own coroutines and std::stop_token: the loop that never looks at it
// goes on to the end before, and ends with the token after.
// RUN: %behaviour %s %t -fix-notes -- -pthread
// CHECKS: async-unpropagated-stop-token
// BEFORE: stdout 997 rounds after the stop
// AFTER: stdout 0 rounds after the stop
#include <algorithm>
#include <coroutine>
#include <exception>
#include <iostream>
#include <stop_token>

/// Starts at once, and waits in tick() until somebody resumes it.
struct job {
  struct promise_type {
    job get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> Handle;
};

struct tick {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

static int Rounds;

static job count(std::stop_token Stop) {
  do {
    co_await tick();
    ++Rounds;
  } while (Rounds < 1000);
}

int main() {
  std::stop_source Source;
  job Counting = count(Source.get_token());
  for (int I = 0; I < 3; ++I)
    Counting.Handle.resume();
  Source.request_stop();
  const int Before = Rounds;
  while (!Counting.Handle.done())
    Counting.Handle.resume();
  // The round that was under way is no new one.
  std::cout << std::max(0, Rounds - Before - (Rounds < 1000)) << " rounds after "
            << "the stop\n";
  Counting.Handle.destroy();
}
