// RUN: %check %s async-lock-across-suspension %t -fix-notes -- -isystem %standins -pthread -Wno-unused

// A mutex that coroutines may hold, where only coroutines use it.

#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
// CHECK-FIXES: #include <seastar/core/semaphore.hh>

seastar::future<> save(int Id);

class connection {
public:
  seastar::future<> send(int Id) {
    std::lock_guard Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await seastar::get_units(Mutex, 1);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'seastar::semaphore' while they are suspended, and wait for it without blocking
    ++Sent;
  }
  seastar::future<> twice(int Id) {
    std::unique_lock<std::mutex> Held(Mutex);
    // CHECK-FIXES: auto Held = co_await seastar::get_units(Mutex, 1);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    // CHECK-NOTES: :[[@LINE+11]]:14: note: only coroutines are seen to use it: as a 'seastar::semaphore' they may hold it while they are suspended
    Sent += 2;
  }
  seastar::future<> reset() {
    const std::scoped_lock Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await seastar::get_units(Mutex, 1);
    Sent = 0;
    co_return;
  }

private:
  std::mutex Mutex;
  // CHECK-FIXES: seastar::semaphore Mutex{1};
  int Sent = 0;
};
