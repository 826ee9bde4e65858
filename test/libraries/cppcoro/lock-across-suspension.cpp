// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <mutex>

using cppcoro::task;
task<> save(int Id);

class cart {
public:
  task<> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  task<> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'cppcoro::async_mutex' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  task<> count() {
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

cppcoro::async_generator<int> generates(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_yield 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

// --- Silent ------------------------------------------------------------------

task<> its_own(cppcoro::async_mutex &Mutex) {
  auto Lock = co_await Mutex.scoped_lock_async();
  co_await save(1);
}
task<> by_hand(cppcoro::async_mutex &Mutex) {
  co_await Mutex.lock_async();
  co_await save(1);
  Mutex.unlock();
}
task<> adopted(cppcoro::async_mutex &Mutex) {
  co_await Mutex.lock_async();
  cppcoro::async_mutex_lock Lock(Mutex, std::adopt_lock);
  co_await save(1);
}
task<> in_guard_of_the_standard(cppcoro::async_mutex &Mutex) {
  co_await Mutex.lock_async();
  std::lock_guard<cppcoro::async_mutex> Lock(Mutex, std::adopt_lock);
  co_await save(1);
}
// Others use it, too.
class shared_cart {
public:
  task<> add(int Id) {
    std::lock_guard Lock(Mutex);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  int items() {
    std::lock_guard Lock(Mutex);
    return Items;
  }

private:
  std::mutex Mutex;
  int Items = 0;
};
