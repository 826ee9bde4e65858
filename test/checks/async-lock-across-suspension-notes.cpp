// RUN: %check %s async-lock-across-suspension %t -fix-notes -- -isystem %S/Inputs -pthread -Wno-unused

// Where the lock may be there for what follows.

#include "home_task.h"
#include <mutex>
#include <vector>

using home::task;
task<> save(int Id);
task<> store(const std::vector<int> &Items);

class queue {
public:
  task<> other_member() {
    // CHECK-FIXES: {
    std::lock_guard Lock(Mutex);
    ++Count;
    // CHECK-FIXES: }
    co_await store(Items);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: the lock may protect 'Items', too
  }
  task<> unseen() {
    // CHECK-FIXES: {
    std::lock_guard Lock(Mutex);
    ++Count;
    // CHECK-FIXES: }
    co_await flush();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: 'flush' may use what the lock protects
  }
  task<> kept_pointer() {
    std::lock_guard Lock(Mutex);
    // CHECK-FIXES: std::unique_lock Lock(Mutex);
    ++Count;
    int *Now = Current;
    std::unique_lock Again(Second);
    Again.unlock();
    // CHECK-FIXES: Lock.unlock();
    co_await save(*Now);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: the lock may protect 'Now', too
  }

private:
  task<> flush();

  std::mutex Mutex, Second;
  std::vector<int> Items;
  int Count = 0, *Current = nullptr;
};
