// Of TooManyCooks, see all_headers.hpp.
#pragma once
#include <coroutine>
#include <cstddef>

namespace tmc {
class semaphore_scope {
public:
  ~semaphore_scope() {}
};
class aw_semaphore_acquire_scope {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  [[nodiscard]] semaphore_scope await_resume() const noexcept { return {}; }
};
class semaphore {
public:
  explicit semaphore(std::size_t) {}
  aw_semaphore_acquire_scope acquire_scope() noexcept { return {}; }
};

} // namespace tmc
