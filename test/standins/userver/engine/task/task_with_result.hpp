// A stand-in for userver's tasks.
#pragma once

#include <chrono>

namespace userver::engine {

class TaskProcessor;

class [[nodiscard]] TaskBase {
public:
  bool IsFinished() const;
  void Wait() const noexcept(false);
  void BlockingWait() const;
  void RequestCancel();
};

class [[nodiscard]] Task : public TaskBase {
public:
  Task() = default;
  Task(Task &&) noexcept = default;
  Task &operator=(Task &&) noexcept = default;
  ~Task();
  void Detach() &&;
};

template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult() = default;
  TaskWithResult(TaskWithResult &&) noexcept = default;
  TaskWithResult &operator=(TaskWithResult &&) noexcept = default;
  T Get() noexcept(false);
};

template <typename T> class [[nodiscard]] SharedTaskWithResult : public Task {
public:
  const T &Get() const;
};

template <typename T> class [[nodiscard]] Future {
public:
  T get();
};
template <typename T> class Promise {
public:
  Future<T> get_future();
  void set_value(T);
};

class Semaphore {
public:
  void lock_shared();
  void unlock_shared();
};

template <typename Tasks> void WaitAllChecked(Tasks &) {}
template <typename Tasks> auto GetAll(Tasks &All) {
  return All.front().Get();
}

} // namespace userver::engine
