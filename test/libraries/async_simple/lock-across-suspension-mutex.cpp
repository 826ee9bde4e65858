// RUN: %check %s async-lock-across-suspension %t -fix-notes -- -isystem %standins -pthread -Wno-unused

// A mutex that coroutines may hold, where only coroutines use it.

#include <async_simple/coro/Lazy.h>
// CHECK-FIXES: #include <async_simple/coro/Mutex.h>
#include <mutex>

using async_simple::coro::Lazy;
Lazy<> save(int Id);

class connection {
public:
  Lazy<> send(int Id) {
    std::lock_guard Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await Mutex.coScopedLock();
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'async_simple::coro::Mutex' while they are suspended, and wait for it without blocking
    ++Sent;
  }
  Lazy<> twice(int Id) {
    std::unique_lock<std::mutex> Held(Mutex);
    // CHECK-FIXES: auto Held = co_await Mutex.coScopedLock();
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    // CHECK-NOTES: :[[@LINE+11]]:14: note: only coroutines are seen to use it: as a 'async_simple::coro::Mutex' they may hold it while they are suspended
    Sent += 2;
  }
  Lazy<> reset() {
    const std::scoped_lock Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await Mutex.coScopedLock();
    Sent = 0;
    co_return;
  }

private:
  std::mutex Mutex;
  // CHECK-FIXES: async_simple::coro::Mutex Mutex;
  int Sent = 0;
};
