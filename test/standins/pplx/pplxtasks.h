// Stand-in for the tasks of cpprestsdk, where they are not PPL's own: the names
// and shapes the checks look at, nothing else. Nothing awaits them.
#pragma once

#include <functional>
#include <utility>

namespace pplx {
class cancellation_token {
public:
  static cancellation_token none() { return {}; }
  bool is_canceled() const { return false; }
};
class cancellation_token_source {
public:
  cancellation_token get_token() const { return {}; }
  void cancel() const {}
};

class task_options {
public:
  task_options() {}
  task_options(cancellation_token) {}
};

enum task_status { not_complete, completed, canceled };

template <typename T> class task {
public:
  using result_type = T;

  template <typename F> task then(F &&, task_options = {}) const { return {}; }
  T get() const { return T(); }
  task_status wait() const { return completed; }
  bool is_done() const { return true; }
};

template <typename F>
auto create_task(F Work, task_options = {}) -> task<decltype(Work())> {
  return {};
}
template <typename T> task<T> task_from_result(T) { return {}; }
inline task<void> task_from_result() { return {}; }
} // namespace pplx
