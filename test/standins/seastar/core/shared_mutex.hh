// Stand-in for Seastar's shared_mutex.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>

#include <mutex>
#include <utility>

namespace seastar {
// Readers keep each other out as well; nobody can tell.
class shared_mutex {
public:
  shared_mutex() = default;
  shared_mutex(const shared_mutex &) = delete;

  future<> lock_shared() noexcept { return One.wait(); }
  bool try_lock_shared() noexcept { return One.try_wait(); }
  void unlock_shared() noexcept { One.signal(); }
  future<> lock() noexcept { return One.wait(); }
  bool try_lock() noexcept { return One.try_wait(); }
  void unlock() noexcept { One.signal(); }

private:
  semaphore One{1};
};

template <typename Func> auto with_shared(shared_mutex &M, Func &&F) noexcept {
  return M.lock_shared().then([&M, F = std::forward<Func>(F)]() mutable {
    return futurize_invoke(F).finally([&M] { M.unlock_shared(); });
  });
}
template <typename Func> auto with_lock(shared_mutex &M, Func &&F) noexcept {
  return M.lock().then([&M, F = std::forward<Func>(F)]() mutable {
    return futurize_invoke(F).finally([&M] { M.unlock(); });
  });
}
inline future<std::unique_lock<shared_mutex>> get_unique_lock(shared_mutex &M) {
  return M.lock().then(
      [&M] { return std::unique_lock<shared_mutex>(M, std::adopt_lock); });
}
} // namespace seastar
