// RUN: %check %s async-lock-across-suspension %t -- -pthread -Wno-unused

#include <coroutine>
#include <future>
#include <mutex>
#include <shared_mutex>

// Its futures cannot be awaited: of coroutines it has handles and guards.
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task save(int Id);

class cart {
public:
  task add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  task flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  task count() {
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

task always(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_await std::suspend_always{};
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task shared(std::shared_mutex &Mutex) {
  std::shared_lock Lock(Mutex);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

// --- Silent ------------------------------------------------------------------

task never(std::mutex &Mutex) {
  std::lock_guard Lock(Mutex);
  co_await std::suspend_never{};
}
