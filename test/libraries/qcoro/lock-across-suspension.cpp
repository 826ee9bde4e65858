// RUN: %check %s async-lock-across-suspension %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoro/QCoroTask>
#include <QMutex>
#include <QReadWriteLock>
#include <mutex>

using QCoro::Task;
Task<> save(int Id);

class cart {
public:
  Task<> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task<> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  Task<> count() {
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

class document {
public:
  Task<> locker() {
    QMutexLocker Locker(&Mutex);
    ++Pages;
    // CHECK-FIXES: Locker.unlock();
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Locker' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task<> read_locker() {
    QReadLocker Locker(&Both);
    co_await save(Pages);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Locker' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  Task<> write_locker() {
    QWriteLocker Locker(&Both);
    ++Pages;
    // CHECK-FIXES: Locker.unlock();
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Locker' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task<> by_hand() {
    Mutex.lock();
    ++Pages;
    // CHECK-FIXES: Mutex.unlock();
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-5]]:5: note: it is locked here
    Mutex.unlock();
  }
  Task<> for_reading() {
    Both.lockForRead();
    co_await save(Pages);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Both' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-3]]:5: note: it is locked here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Both.unlock();
  }

  // --- Silent ----------------------------------------------------------------

  Task<> unlocked() {
    QMutexLocker Locker(&Mutex);
    ++Pages;
    Locker.unlock();
    co_await save(1);
  }
  Task<> failed() {
    if (!Mutex.tryLock())
      co_await save(1);
  }

private:
  QMutex Mutex;
  QReadWriteLock Both;
  int Pages = 0;
};
