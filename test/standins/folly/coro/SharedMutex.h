// Stand-in for folly's SharedMutex.h: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>

#include <mutex>
#include <utility>

namespace folly {
namespace coro {
template <typename Mutex> class SharedLock {
public:
  SharedLock(Mutex &M, std::adopt_lock_t) : M(&M) {}
  SharedLock(SharedLock &&Other) noexcept
      : M(std::exchange(Other.M, nullptr)) {}
  ~SharedLock() { unlock(); }
  void unlock() {
    if (M)
      std::exchange(M, nullptr)->unlock_shared();
  }

private:
  Mutex *M;
};

// Nobody ever waits for this one: it is never found locked.
class SharedMutexFair {
  template <typename Awaiter> class LockOperation {
  public:
    explicit LockOperation(SharedMutexFair &M) noexcept : M(M) {}
    auto viaIfAsync(folly::Executor::KeepAlive<> E) const {
      return folly::coro::co_viaIfAsync(E, Awaiter{M});
    }

  private:
    SharedMutexFair &M;
  };

  class LockAwaiter {
  public:
    explicit LockAwaiter(SharedMutexFair &M) noexcept : M(M) {}
    bool await_ready() noexcept { return true; }
    void await_suspend(coroutine_handle<>) noexcept {}
    void await_resume() noexcept {}

  protected:
    SharedMutexFair &M;
  };
  class ScopedLockAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    [[nodiscard]] std::unique_lock<SharedMutexFair> await_resume() noexcept {
      return std::unique_lock<SharedMutexFair>{this->M, std::adopt_lock};
    }
  };
  class ScopedLockSharedAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    [[nodiscard]] SharedLock<SharedMutexFair> await_resume() noexcept {
      return SharedLock<SharedMutexFair>{this->M, std::adopt_lock};
    }
  };

public:
  SharedMutexFair() noexcept = default;
  bool try_lock() noexcept { return true; }
  bool try_lock_shared() noexcept { return true; }
  [[nodiscard]] LockOperation<LockAwaiter> co_lock() noexcept {
    return LockOperation<LockAwaiter>{*this};
  }
  [[nodiscard]] LockOperation<ScopedLockAwaiter> co_scoped_lock() noexcept {
    return LockOperation<ScopedLockAwaiter>{*this};
  }
  [[nodiscard]] LockOperation<LockAwaiter> co_lock_shared() noexcept {
    return LockOperation<LockAwaiter>{*this};
  }
  [[nodiscard]] LockOperation<ScopedLockSharedAwaiter>
  co_scoped_lock_shared() noexcept {
    return LockOperation<ScopedLockSharedAwaiter>{*this};
  }
  void unlock() noexcept {}
  void unlock_shared() noexcept {}
};
using SharedMutex = SharedMutexFair;
} // namespace coro
} // namespace folly
