// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <mutex>

using coro::task;
task<void> save(int Id);

class cart {
public:
  task<void> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  task<void> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'coro::mutex' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  task<void> count() {
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

coro::generator<int> generates(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_yield 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

// --- Silent ------------------------------------------------------------------

task<void> its_own(coro::mutex &Mutex) {
  auto Lock = co_await Mutex.scoped_lock();
  co_await save(1);
}
task<void> by_hand(coro::mutex &Mutex) {
  co_await Mutex.lock();
  co_await save(1);
  Mutex.unlock();
}
static coro::generator<int> numbers(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_yield 1;
}
int sum(std::mutex &Mutex) {
  int Sum = 0;
  for (int Number : numbers(Mutex))
    Sum += Number;
  return Sum;
}
