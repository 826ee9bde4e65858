// Stand-in for libcoro's mutex.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/task.hpp"

#include <coroutine>
#include <type_traits>
#include <utility>

namespace coro {
class mutex;
class scoped_lock;
class condition_variable;

namespace detail {
struct lock_operation_base {
  explicit lock_operation_base(coro::mutex &M) : Mutex(M) {}
  virtual ~lock_operation_base() = default;
  lock_operation_base(const lock_operation_base &) = delete;

  auto await_ready() const noexcept -> bool;
  auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool;

  std::coroutine_handle<> Awaiting;
  lock_operation_base *Next = nullptr;

protected:
  friend class coro::mutex;
  coro::mutex &Mutex;
};

template <typename return_type>
struct lock_operation : public lock_operation_base {
  explicit lock_operation(coro::mutex &M) : lock_operation_base(M) {}
  auto await_resume() noexcept -> return_type {
    if constexpr (std::is_same_v<scoped_lock, return_type>)
      return scoped_lock{this->Mutex};
  }
};
} // namespace detail

class scoped_lock {
public:
  enum class lock_strategy { adopt };

  explicit scoped_lock(class coro::mutex &M,
                       lock_strategy = lock_strategy::adopt)
      : Mutex(&M) {}
  ~scoped_lock() { unlock(); }
  scoped_lock(const scoped_lock &) = delete;
  scoped_lock(scoped_lock &&Other) noexcept
      : Mutex(std::exchange(Other.Mutex, nullptr)) {}
  auto operator=(scoped_lock &&Other) noexcept -> scoped_lock & {
    std::swap(Mutex, Other.Mutex);
    return *this;
  }
  auto unlock() -> void;

private:
  friend class coro::condition_variable;
  class coro::mutex *Mutex;
};

class mutex {
public:
  explicit mutex() noexcept = default;
  mutex(const mutex &) = delete;
  auto operator=(const mutex &) -> mutex & = delete;

  [[nodiscard]] auto scoped_lock()
      -> detail::lock_operation<class coro::scoped_lock> {
    return detail::lock_operation<class coro::scoped_lock>{*this};
  }
  [[nodiscard]] auto lock() -> detail::lock_operation<void> {
    return detail::lock_operation<void>{*this};
  }
  [[nodiscard]] auto try_lock() -> bool { return !std::exchange(Locked, true); }
  auto unlock() -> void {
    detail::lock_operation_base *Waiter = First;
    if (!Waiter) {
      Locked = false;
      return;
    }
    First = Waiter->Next;
    if (!First)
      Last = nullptr;
    Waiter->Awaiting.resume();
  }

private:
  friend struct detail::lock_operation_base;
  bool Locked = false;
  detail::lock_operation_base *First = nullptr;
  detail::lock_operation_base *Last = nullptr;
};

inline auto detail::lock_operation_base::await_ready() const noexcept -> bool {
  return Mutex.try_lock();
}
inline auto detail::lock_operation_base::await_suspend(
    std::coroutine_handle<> Coro) noexcept -> bool {
  Awaiting = Coro;
  (Mutex.Last ? Mutex.Last->Next : Mutex.First) = this;
  Mutex.Last = this;
  return true;
}
inline auto scoped_lock::unlock() -> void {
  if (auto *M = std::exchange(Mutex, nullptr))
    M->unlock();
}
} // namespace coro
