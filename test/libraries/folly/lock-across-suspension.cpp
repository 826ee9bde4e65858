// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <mutex>

namespace folly {
struct RequestContextScopeGuard {
  RequestContextScopeGuard();
  ~RequestContextScopeGuard();
};
struct ShallowCopyRequestContextScopeGuard {
  ShallowCopyRequestContextScopeGuard();
  ~ShallowCopyRequestContextScopeGuard();
};
} // namespace folly

using folly::coro::Task;
Task<void> save(int Id);
template <typename T> void use(const T &);

class cart {
public:
  Task<void> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task<void> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'folly::coro::Mutex' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  Task<void> count() {
    int Now;
    {
      std::lock_guard Lock(Mutex);
      Now = Items;
    }
    co_await save(Now);
  }

private:
  std::mutex Mutex;
  int Items = 0;
};

Task<void> context() {
  folly::RequestContextScopeGuard Guard;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Guard' lives on while the coroutine is suspended here: whatever the thread runs meanwhile gets its context [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
Task<void> copied_context() {
  folly::ShallowCopyRequestContextScopeGuard Guard;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Guard' lives on while the coroutine is suspended here: whatever the thread runs meanwhile gets its context [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}

// --- Silent ------------------------------------------------------------------

Task<void> its_own(folly::coro::Mutex &Mutex) {
  auto Lock = co_await Mutex.co_scoped_lock();
  co_await save(1);
}
Task<void> by_hand(folly::coro::Mutex &Mutex) {
  co_await Mutex.co_lock();
  co_await save(1);
  Mutex.unlock();
}
Task<void> in_guards_of_the_standard(folly::coro::Mutex &Mutex) {
  std::unique_lock<folly::coro::Mutex> Lock = co_await Mutex.co_scoped_lock();
  co_await save(1);
}
Task<void> asks(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  use(co_await folly::coro::co_current_executor);
  use(co_await folly::coro::co_current_cancellation_token);
  co_await folly::coro::co_safe_point;
}
Task<void> gives_up(std::mutex &Mutex, bool Failed) {
  std::lock_guard Lock(Mutex);
  if (Failed)
    co_yield folly::coro::co_error(std::runtime_error("failed"));
}
Task<void> context_before() {
  {
    folly::RequestContextScopeGuard Guard;
    use(1);
  }
  co_await save(1);
}
