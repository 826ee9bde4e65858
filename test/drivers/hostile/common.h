// What all hostile programs share: they print what they do, and each runs in a
// process of its own.
#pragma once

#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <iterator>
#include <latch>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <pthread.h>
#include <ranges>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <tuple>
#include <type_traits>
#include <unistd.h>
#include <utility>
#include <variant>
#include <vector>

namespace hostile {
inline void say(const char *What, int Value = 0) {
  std::printf("%s %d\n", What, Value);
}

/// Said by work that was dropped, and that runs when the defect is repaired.
inline void also(const char *What, int Value = 0) {
  std::printf("+%s %d\n", What, Value);
}

/// Hears of what leaves work that nobody awaits.
inline void failed(std::exception_ptr) { also("failed"); }

inline int Ticks = 0;
/// An expression with an effect.
inline int tick() {
  say("tick", ++Ticks);
  return Ticks;
}

/// One whose value does not tell which of two came first.
inline int steady_tick() {
  say("tick");
  return 1;
}

/// Tells when it ends.
struct noisy {
  explicit noisy(int V) : V(V) { say("begin of", V); }
  noisy(noisy &&Other) noexcept : V(std::exchange(Other.V, 0)) {}
  ~noisy() {
    if (V)
      say("end of", V);
  }
  int V;
};

/// Prints what is written to it.
struct out {
  const out &operator<<(int V) const {
    say("out", V);
    return *this;
  }
};

template <typename Lock> bool isFree(Lock &M) {
  const bool Got = M.try_lock();
  if (Got)
    M.unlock();
  return Got;
}

/// A coroutine that nobody waits for.
struct background_task {
  struct promise_type {
    background_task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::printf("lost\n"); }
  };
};

struct program {
  const char *Name;
  void (*Run)();
};

/// Runs each in a child, for ten seconds at most.
inline void runAll(const program *Programs, int Count) {
  for (int I = 0; I < Count; ++I) {
    std::printf("\n= %s\n", Programs[I].Name);
    std::fflush(stdout);
    const pid_t Child = fork();
    if (Child == 0) {
      alarm(10);
      dup2(1, 2);
      std::setvbuf(stdout, nullptr, _IOLBF, 0);
      try {
        Programs[I].Run();
      } catch (...) {
        std::printf("threw\n");
      }
      std::fflush(stdout);
      _exit(0);
    }
    int Status = 0;
    waitpid(Child, &Status, 0);
    if (Status)
      std::printf("\nended by %d\n", Status);
  }
}
} // namespace hostile

using namespace hostile;
