// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -pthread

#include <mutex>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>

namespace seastar::memory {
struct scoped_critical_alloc_section {
  scoped_critical_alloc_section();
  ~scoped_critical_alloc_section();
};
} // namespace seastar::memory

seastar::future<> save(int Id);

class cart {
public:
  seastar::future<> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  seastar::future<> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'seastar::semaphore' while they are suspended, and wait for it without blocking
    Items = 0;
  }
  seastar::future<> count() {
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

seastar::future<> section() {
  seastar::memory::scoped_critical_alloc_section Section;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Section' lives on while the coroutine is suspended here: whatever the shard runs meanwhile is in the section, too [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}

// --- Silent ------------------------------------------------------------------

seastar::future<> its_own(seastar::semaphore &Semaphore) {
  auto Units = co_await seastar::get_units(Semaphore, 1);
  co_await save(1);
}
