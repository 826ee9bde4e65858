// Stand-in for PPL's tasks: the names and shapes the checks look at, nothing
// else. Tasks are done at once.
#pragma once

#include <utility>

namespace Concurrency {
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

template <typename T> class task {
public:
  template <typename F> task then(const F &, task_options = {}) const {
    return {};
  }
  template <typename F>
  task then(const F &, cancellation_token, task_continuation_context) const {
    return {};
  }
  T get() const { return {}; }
};

template <typename F> task<int> create_task(const F &) { return {}; }
} // namespace Concurrency
