// RUN: %behaviour %s %t --
// REQUIRES: asan

// A pool that is fast: it has run what it is given when submit() returns. The
// awaiters are gone by then, with the frames of their coroutines.
// CHECKS: async-unsafe-awaiter
// FLAGS: -fsanitize=address -g1 -pthread
// TIMEOUT: 30
// ARGUMENTS: 1
// ARGUMENTS: 2
// ARGUMENTS: 3
// ARGUMENTS: 4
// BEFORE: exit 1
// BEFORE: no stdout done
// AFTER: stdout done

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

// Returns when the work has ended, so that the program does the same each time.
struct pool {
  void post(std::function<void()>) noexcept;
  int Posted = 0;
};
struct counter {
  int Count = 0;
  void add(int N) { Count += N; }
};

struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::abort(); }
  };
};

struct awaiter {
  explicit awaiter(pool &Pool, counter &Counts) : Pool(Pool), Counts(&Counts) {}
  bool await_ready() const noexcept { return false; }
  int await_resume() const { return Number; }
  pool &Pool;
  counter *Counts;
  int Number = 1;
  bool Pending = false;
  std::coroutine_handle<> Handle;
};
struct sets_a_flag : awaiter {
  using awaiter::awaiter;
  void await_suspend(std::coroutine_handle<> h) noexcept {
    Pool.post([h] { h.resume(); });
    Pending = true;
    ++Number;
  }
};
struct counts : awaiter {
  using awaiter::awaiter;
  bool await_suspend(std::coroutine_handle<> h) noexcept {
    Pool.post([h] { h.resume(); });
    Counts->add(Number);
    return true;
  }
};
struct counts_by_reference : awaiter {
  using awaiter::awaiter;
  void await_suspend(std::coroutine_handle<> h) noexcept {
    Pool.post([h] { h.resume(); });
    ++Pool.Posted;
  }
};
struct keeps_too_late : awaiter {
  using awaiter::awaiter;
  void await_suspend(std::coroutine_handle<> h) noexcept {
    Pool.post([this, Copy = h] { (Handle ? Handle : Copy).resume(); });
    Handle = h;
  }
};

template <typename T> static task run(pool &Pool, counter &Counts, int &Sum) {
  Sum += co_await T(Pool, Counts);
}

int main(int, char **Arguments) {
  pool Pool;
  counter Counts;
  int Sum = 0;
  switch (std::atoi(Arguments[1])) {
  case 1:
    run<sets_a_flag>(Pool, Counts, Sum);
    std::puts(Sum == 2 ? "done" : "wrong");
    break;
  case 2:
    run<counts>(Pool, Counts, Sum);
    std::puts(Sum + Counts.Count == 2 ? "done" : "wrong");
    break;
  case 3:
    run<counts_by_reference>(Pool, Counts, Sum);
    std::puts(Sum + Pool.Posted == 2 ? "done" : "wrong");
    break;
  default:
    run<keeps_too_late>(Pool, Counts, Sum);
    std::puts(Sum == 1 ? "done" : "wrong");
  }
}

void pool::post(std::function<void()> Work) noexcept {
  std::thread(std::move(Work)).join();
}
