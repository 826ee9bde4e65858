// RUN: %check %s async-lock-across-suspension %t -- -isystem %standins -Wno-unused

#include <mutex>
#include <wil/coroutine.h>

// As in <wil/resource.h>.
struct SRWLOCK;
extern "C" void AcquireSRWLockExclusive(SRWLOCK *);
extern "C" void ReleaseSRWLockExclusive(SRWLOCK *);
namespace wil {
template <typename T, typename Close, Close CloseIt> struct resource_policy {};
template <typename Policy> struct unique_storage {
  ~unique_storage() {}
};
template <typename Storage> class unique_any_t : public Storage {
public:
  explicit unique_any_t(SRWLOCK *);
  unique_any_t(unique_any_t &&);
  void reset();
};
using rwlock_release_exclusive_scope_exit = unique_any_t<
    unique_storage<resource_policy<SRWLOCK *, decltype(&ReleaseSRWLockExclusive),
                                   &ReleaseSRWLockExclusive>>>;
rwlock_release_exclusive_scope_exit AcquireSRWLockExclusive(SRWLOCK *);
} // namespace wil

wil::task<void> save(int Id);

class cart {
public:
  wil::task<void> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  wil::task<void> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  wil::task<void> count() {
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

wil::com_task<void> scope_exit(SRWLOCK *Lock) {
  auto Held = wil::AcquireSRWLockExclusive(Lock);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
wil::com_task<void> by_hand(SRWLOCK *Lock) {
  AcquireSRWLockExclusive(Lock);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  ReleaseSRWLockExclusive(Lock);
}

// --- Silent ------------------------------------------------------------------

wil::com_task<void> released(SRWLOCK *Lock) {
  auto Held = wil::AcquireSRWLockExclusive(Lock);
  Held.reset();
  co_await save(1);
}
