// A library whose vocabulary, home_io.yaml, says more than what it has.
#pragma once

#include "tasks.h"
#include <chrono>
#include <functional>
#include <vector>

namespace home {

/// Its own coroutines, beside those of home::task.
template <typename T = void> struct io_task : task<T> {
  struct promise_type : task<T>::promise_type {
    io_task get_return_object() { return {}; }
  };
};

/// What `use_task` is not for.
struct io_job : task<> {
  struct promise_type : task<>::promise_type {
    io_job get_return_object() { return {}; }
  };
};

struct error {};
struct use_task_t {};
inline constexpr use_task_t use_task;
use_task_t redirect(use_task_t, error &);
io_task<> sleep(std::chrono::nanoseconds Time);

struct socket {
  int read(int Size);
  int read(int Size, error &);
  io_task<int> async_read(int Size, use_task_t);
  template <typename T> T read();
};
struct database {
  int query(int Id);
  io_task<int> query_async(int Id);
  template <typename T> T query(int Id);
  template <typename T> io_task<T> query_async(int Id);
  void ping();
};
void connect();

void pause(std::chrono::nanoseconds Time);
template <typename Rep, typename Period>
void pause(std::chrono::duration<Rep, Period> Time);

struct joiner {
  explicit joiner(int Id);
  ~joiner();
};

struct forget_t {};
inline constexpr forget_t forget;
template <typename Handler> void start(io_task<> Task, Handler Then) {}

void run(std::function<io_task<>()> Callable);

template <typename Range, typename F> io_task<> each(Range &&R, F Start);
template <typename Range, typename F> io_task<> every(Range &&R, F Start);
template <typename Range, typename F> io_task<> all(Range &&R, F Start);
template <typename Range, typename F> struct each_of : task<> {
  each_of(Range &R, F Start);
};

} // namespace home
