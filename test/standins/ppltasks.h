// Stand-in for PPL's tasks: the names and shapes the checks look at, nothing
// else. What a coroutine has to wait for goes on where that ends.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace Concurrency {
class task_canceled : public std::exception {};

class task_continuation_context {
public:
  static task_continuation_context use_default() { return {}; }
  static task_continuation_context use_arbitrary() { return {}; }
  static task_continuation_context use_current() { return {}; }
};

class cancellation_token {
public:
  static cancellation_token none() { return {}; }
  bool is_canceled() const { return false; }
};

class task_options {
public:
  task_options() {}
  task_options(task_continuation_context) {}
  task_options(cancellation_token) {}
};

enum task_status { not_complete, completed, canceled };

template <typename T> class task;

namespace details {
struct task_progress {
  std::exception_ptr Error;
  bool IsDone = true;
  std::vector<std::coroutine_handle<>> Waiting;
};
template <typename T> struct task_state : task_progress {
  std::optional<T> Value;
};
template <> struct task_state<void> : task_progress {};
/// In <pplawait.h>: a coroutine.
template <typename T, typename F>
task<void> continue_with(task<T> First, F Work);
} // namespace details

// All copies are the same task, and may be waited for.
template <typename T> class task {
public:
  using result_type = T;

  task() = default;
  template <typename F> task then(const F &, task_options = {}) const {
    return *this;
  }
  // Ends with its task, whatever that throws.
  template <typename F>
    requires std::is_same_v<void (F::*)(task) const, decltype(&F::operator())>
  task<void> then(const F &Work, task_options = {}) const {
    return details::continue_with(*this, Work);
  }
  template <typename F>
  task then(const F &, cancellation_token, task_continuation_context) const {
    return *this;
  }
  T get() const {
    if (State->Error)
      std::rethrow_exception(State->Error);
    if constexpr (!std::is_void_v<T>)
      return *State->Value;
  }
  task_status wait() const { return completed; }
  bool is_done() const { return State->IsDone; }

  std::shared_ptr<details::task_state<T>> State =
      std::make_shared<details::task_state<T>>();
};

template <typename F>
auto create_task(const F &Work, task_options = {}) -> task<decltype(Work())> {
  task<decltype(Work())> Task;
  if constexpr (std::is_void_v<decltype(Work())>)
    Work();
  else
    Task.State->Value = Work();
  return Task;
}
template <typename T> task<T> task_from_result(T Value, task_options = {}) {
  task<T> Task;
  Task.State->Value = std::move(Value);
  return Task;
}
inline task<void> task_from_result(task_options = {}) { return {}; }

template <typename Iterator>
task<void> when_all(Iterator, Iterator, task_options = {}) {
  return {};
}

// Of <concrt.h>.
inline void wait(unsigned) {}
class event {
public:
  std::size_t wait(unsigned = 0xFFFFFFFF) { return 0; }
  void set() {}
};
} // namespace Concurrency

namespace concurrency = Concurrency;
