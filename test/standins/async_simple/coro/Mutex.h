// Stand-in for async_simple's Mutex.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <coroutine>
#include <mutex>

namespace async_simple::coro {

class Mutex {
public:
  class LockAwaiter {
  public:
    explicit LockAwaiter(Mutex &M) noexcept : Of(M) {}
    bool await_ready() const noexcept { return Of.tryLock(); }
    bool await_suspend(std::coroutine_handle<> Coro) noexcept {
      Waiting = Coro;
      return true;
    }
    void await_resume() noexcept {}

  protected:
    Mutex &Of;
    std::coroutine_handle<> Waiting;
  };
  class ScopedLockAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    [[nodiscard]] std::unique_lock<Mutex> await_resume() noexcept {
      return std::unique_lock<Mutex>(Of, std::adopt_lock);
    }
  };

  bool tryLock() noexcept { return !Locked && (Locked = true); }
  [[nodiscard]] ScopedLockAwaiter coScopedLock() noexcept {
    return ScopedLockAwaiter(*this);
  }
  [[nodiscard]] LockAwaiter coLock() noexcept { return LockAwaiter(*this); }
  void unlock() noexcept { Locked = false; }

private:
  bool Locked = false;
};

} // namespace async_simple::coro
