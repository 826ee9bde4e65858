// RUN: %check %s async-lock-across-suspension %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <mutex>

namespace cobalt = boost::cobalt;
cobalt::promise<void> save(int Id);

class cart {
public:
  cobalt::task<void> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  cobalt::task<void> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  cobalt::task<void> count() {
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

cobalt::promise<void> eager(std::mutex &Mutex) {
  Mutex.lock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  Mutex.unlock();
}

// --- Silent ------------------------------------------------------------------

cobalt::task<void> unlocked(std::mutex &Mutex) {
  std::unique_lock Lock(Mutex);
  Lock.unlock();
  co_await save(1);
}
