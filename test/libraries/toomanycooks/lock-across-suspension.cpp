// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread -Wno-unused

#include <mutex>
#include <tmc/all_headers.hpp>

using tmc::task;
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
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'tmc::mutex' while they are suspended, and wait for it without blocking
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

// --- Silent ------------------------------------------------------------------

task<void> its_own(tmc::semaphore &Semaphore) {
  auto Scope = co_await Semaphore.acquire_scope();
  co_await save(1);
}
