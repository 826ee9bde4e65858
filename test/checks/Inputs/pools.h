// What awaiters of the tests give their coroutines to.
#pragma once
#include <atomic>
#include <coroutine>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace pools {
using handle = std::coroutine_handle<>;

// Bodies stand elsewhere.
struct pool {
  void submit(handle) noexcept;
  bool try_submit(handle) noexcept;
  int start(handle) noexcept;
  void post(std::function<void()>) noexcept;
  void enqueue(void *) noexcept;
  void later(void (*Callback)(void *), void *) noexcept;
  void *timer(void (*Callback)(void *), void *) noexcept;
};
void arm(void *Timer, int Time) noexcept;
void check(int) noexcept;
void log_line(const char *) noexcept;
void look_at(int) noexcept;
int next_number() noexcept;
void may_throw();

struct stats {
  int Count = 0;
  void count() noexcept;
  void add(int) noexcept;
};

struct promise {
  handle Continuation;
  int Number = 0;
  bool Cancelled = false;
  std::atomic<bool> Done;
  void note() noexcept;
};
using task_handle = std::coroutine_handle<promise>;
} // namespace pools
