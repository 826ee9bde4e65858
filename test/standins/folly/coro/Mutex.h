// Stand-in for folly's Mutex.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>

#include <mutex>
#include <utility>

namespace folly {
namespace coro {
class Mutex {
  class ScopedLockAwaiter;
  class LockAwaiter;
  template <typename Awaiter> class LockOperation;

public:
  Mutex() noexcept = default;
  Mutex(const Mutex &) = delete;
  Mutex &operator=(const Mutex &) = delete;

  bool try_lock() noexcept { return !std::exchange(Locked, true); }
  [[nodiscard]] LockOperation<ScopedLockAwaiter> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter> co_lock() noexcept;
  void unlock() noexcept;

private:
  class LockAwaiter {
  public:
    explicit LockAwaiter(Mutex &M) noexcept : M(M) {}
    bool await_ready() noexcept { return M.try_lock(); }
    bool await_suspend(coroutine_handle<> Coro) noexcept {
      Awaiting = Coro;
      (M.Last ? M.Last->Next : M.First) = this;
      M.Last = this;
      return true;
    }
    void await_resume() noexcept {}

  protected:
    Mutex &M;

  private:
    friend Mutex;
    coroutine_handle<> Awaiting;
    LockAwaiter *Next = nullptr;
  };
  class ScopedLockAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    std::unique_lock<Mutex> await_resume() noexcept {
      return std::unique_lock<Mutex>{this->M, std::adopt_lock};
    }
  };
  template <typename Awaiter> class LockOperation {
  public:
    explicit LockOperation(Mutex &M) noexcept : M(M) {}
    auto viaIfAsync(folly::Executor::KeepAlive<> E) const {
      return folly::coro::co_viaIfAsync(E, Awaiter{M});
    }

  private:
    Mutex &M;
  };

  bool Locked = false;
  LockAwaiter *First = nullptr;
  LockAwaiter *Last = nullptr;
};

inline Mutex::LockOperation<Mutex::ScopedLockAwaiter>
Mutex::co_scoped_lock() noexcept {
  return LockOperation<ScopedLockAwaiter>{*this};
}
inline Mutex::LockOperation<Mutex::LockAwaiter> Mutex::co_lock() noexcept {
  return LockOperation<LockAwaiter>{*this};
}
inline void Mutex::unlock() noexcept {
  LockAwaiter *Waiter = First;
  if (!Waiter) {
    Locked = false;
    return;
  }
  First = Waiter->Next;
  if (!First)
    Last = nullptr;
  Waiter->Awaiting.resume();
}
} // namespace coro
} // namespace folly
