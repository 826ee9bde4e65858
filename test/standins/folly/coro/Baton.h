// Stand-in for folly's Baton.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/coro/Coroutine.h>

#include <utility>

namespace folly {
namespace coro {
class Baton {
public:
  class WaitOperation;

  explicit Baton(bool InitiallySignalled = false) noexcept
      : Signalled(InitiallySignalled) {}
  Baton(const Baton &) = delete;

  bool ready() const noexcept { return Signalled; }
  [[nodiscard]] WaitOperation operator co_await() const noexcept;
  void post() noexcept;
  void reset() noexcept { Signalled = false; }

  class WaitOperation {
  public:
    explicit WaitOperation(const Baton &B) noexcept : B(B) {}
    bool await_ready() const noexcept { return B.ready(); }
    bool await_suspend(coroutine_handle<> Coro) noexcept {
      Awaiting = Coro;
      Next = std::exchange(B.Waiters, this);
      return true;
    }
    void await_resume() noexcept {}

  private:
    friend class Baton;
    const Baton &B;
    coroutine_handle<> Awaiting;
    WaitOperation *Next = nullptr;
  };

private:
  bool Signalled;
  mutable WaitOperation *Waiters = nullptr;
};

inline Baton::WaitOperation Baton::operator co_await() const noexcept {
  return WaitOperation{*this};
}
inline void Baton::post() noexcept {
  Signalled = true;
  auto *Waiter = std::exchange(Waiters, nullptr);
  while (Waiter) {
    auto *Next = Waiter->Next;
    Waiter->Awaiting.resume();
    Waiter = Next;
  }
}
} // namespace coro
} // namespace folly
