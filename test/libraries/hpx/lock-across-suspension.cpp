// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <hpx/future.hpp>
#include <mutex>

hpx::future<int> save(int Id);
void use(int);

class cart {
public:
  hpx::future<int> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    co_return 0;
  }
  hpx::future<int> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
    co_return 0;
  }
  hpx::future<int> count() {
    int Now;
    {
      std::lock_guard Lock(Mutex);
      Now = Items;
    }
    co_await save(Now);
    co_return 0;
  }

private:
  std::mutex Mutex;
  int Items = 0;
};
