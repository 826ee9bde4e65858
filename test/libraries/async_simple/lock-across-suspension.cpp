// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <mutex>

using async_simple::coro::Lazy;
Lazy<> save(int Id);

class cart {
public:
  Lazy<> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Lazy<> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'async_simple::coro::Mutex' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  Lazy<> count() {
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

// --- Silent ------------------------------------------------------------------

Lazy<> its_own(async_simple::coro::Mutex &Mutex) {
  auto Lock = co_await Mutex.coScopedLock();
  co_await save(1);
}
Lazy<> by_hand(async_simple::coro::Mutex &Mutex) {
  co_await Mutex.coLock();
  co_await save(1);
  Mutex.unlock();
}
