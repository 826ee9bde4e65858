// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -Wno-unused

#include <mutex>
#include <winrt/Windows.Foundation.h>

// As in <winrt/base.h>.
namespace winrt {
struct slim_mutex {
  void lock() noexcept;
  void lock_shared() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};
struct slim_lock_guard {
  explicit slim_lock_guard(slim_mutex &M) noexcept : Mutex(M) { Mutex.lock(); }
  ~slim_lock_guard() noexcept { Mutex.unlock(); }
  slim_mutex &Mutex;
};
} // namespace winrt

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction save(int Id);

class cart {
public:
  IAsyncAction add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  IAsyncAction flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  IAsyncAction count() {
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

class page {
public:
  winrt::fire_and_forget clicked() {
    // CHECK-FIXES: {
    winrt::slim_lock_guard Guard(Mutex);
    ++Clicks;
    // CHECK-FIXES: }
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Guard' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  IAsyncAction by_hand() {
    Mutex.lock_shared();
    co_await save(Clicks);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-3]]:5: note: it is locked here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Mutex.unlock_shared();
  }

private:
  winrt::slim_mutex Mutex;
  int Clicks = 0;
};

// --- Silent ------------------------------------------------------------------

IAsyncAction unlocked(winrt::slim_mutex &Mutex) {
  Mutex.lock();
  Mutex.unlock();
  co_await save(1);
}
