// Stand-in for cppcoro's async_mutex.hpp: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <cppcoro/coroutine.hpp>

#include <mutex>
#include <utility>

namespace cppcoro {
class async_mutex_lock;
class async_mutex_lock_operation;
class async_mutex_scoped_lock_operation;

class async_mutex {
public:
  async_mutex() noexcept = default;
  ~async_mutex() = default;

  bool try_lock() noexcept { return !std::exchange(Locked, true); }
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();

private:
  friend class async_mutex_lock_operation;

  bool Locked = false;
  async_mutex_lock_operation *First = nullptr;
  async_mutex_lock_operation *Last = nullptr;
};

class async_mutex_lock {
public:
  explicit async_mutex_lock(async_mutex &Mutex, std::adopt_lock_t) noexcept
      : Mutex(&Mutex) {}
  async_mutex_lock(async_mutex_lock &&Other) noexcept
      : Mutex(std::exchange(Other.Mutex, nullptr)) {}
  async_mutex_lock(const async_mutex_lock &) = delete;
  async_mutex_lock &operator=(const async_mutex_lock &) = delete;
  ~async_mutex_lock() {
    if (Mutex)
      Mutex->unlock();
  }

private:
  async_mutex *Mutex;
};

class async_mutex_lock_operation {
public:
  explicit async_mutex_lock_operation(async_mutex &Mutex) noexcept
      : Mutex(Mutex) {}

  bool await_ready() const noexcept { return false; }
  bool await_suspend(cppcoro::coroutine_handle<> Coro) noexcept {
    if (Mutex.try_lock())
      return false;
    Awaiting = Coro;
    (Mutex.Last ? Mutex.Last->Next : Mutex.First) = this;
    Mutex.Last = this;
    return true;
  }
  void await_resume() const noexcept {}

protected:
  friend class async_mutex;
  async_mutex &Mutex;

private:
  async_mutex_lock_operation *Next = nullptr;
  cppcoro::coroutine_handle<> Awaiting;
};

class async_mutex_scoped_lock_operation : public async_mutex_lock_operation {
public:
  using async_mutex_lock_operation::async_mutex_lock_operation;
  [[nodiscard]] async_mutex_lock await_resume() const noexcept {
    return async_mutex_lock{Mutex, std::adopt_lock};
  }
};

inline async_mutex_lock_operation async_mutex::lock_async() noexcept {
  return async_mutex_lock_operation{*this};
}
inline async_mutex_scoped_lock_operation
async_mutex::scoped_lock_async() noexcept {
  return async_mutex_scoped_lock_operation{*this};
}
inline void async_mutex::unlock() {
  async_mutex_lock_operation *Waiter = First;
  if (!Waiter) {
    Locked = false;
    return;
  }
  First = Waiter->Next;
  if (!First)
    Last = nullptr;
  Waiter->Awaiting.resume();
}
} // namespace cppcoro
