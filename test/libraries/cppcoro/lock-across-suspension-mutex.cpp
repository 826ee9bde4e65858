// RUN: %check %s async-lock-across-suspension %t -fix-notes -- -isystem %standins -pthread -Wno-unused

// A mutex that coroutines may hold, where only coroutines use it.

// CHECK-FIXES: #include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <mutex>

using cppcoro::task;
task<> save(int Id);

class connection {
public:
  task<> send(int Id) {
    std::lock_guard Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await Mutex.scoped_lock_async();
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: coroutines may hold a 'cppcoro::async_mutex' while they are suspended, and wait for it without blocking
    ++Sent;
  }
  task<> twice(int Id) {
    std::unique_lock<std::mutex> Held(Mutex);
    // CHECK-FIXES: auto Held = co_await Mutex.scoped_lock_async();
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    // CHECK-NOTES: :[[@LINE+11]]:14: note: only coroutines are seen to use it: as a 'cppcoro::async_mutex' they may hold it while they are suspended
    Sent += 2;
  }
  task<> reset() {
    const std::scoped_lock Lock(Mutex);
    // CHECK-FIXES: auto Lock = co_await Mutex.scoped_lock_async();
    Sent = 0;
    co_return;
  }

private:
  std::mutex Mutex;
  // CHECK-FIXES: cppcoro::async_mutex Mutex;
  int Sent = 0;
};

//===--- Not all can follow -----------------------------------------------===//

class partly_seen {
public:
  task<> send(int Id) {
    std::lock_guard Lock(Mutex);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    // CHECK-NOTES: :[[@LINE+6]]:14: note: only coroutines are seen to use it: as a 'cppcoro::async_mutex' they may hold it while they are suspended
    ++Sent;
  }
  task<> elsewhere();

private:
  std::mutex Mutex;
  int Sent = 0;
};
class blocks_too {
public:
  task<> send(int Id) {
    std::lock_guard Lock(Mutex);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    ++Sent;
  }
  int sent() {
    std::lock_guard Lock(Mutex);
    return Sent;
  }

private:
  std::mutex Mutex;
  int Sent = 0;
};
class used_otherwise {
public:
  task<> send(int Id) {
    std::lock_guard Lock(Mutex);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    // CHECK-NOTES: :[[@LINE+11]]:14: note: only coroutines are seen to use it: as a 'cppcoro::async_mutex' they may hold it while they are suspended
    ++Sent;
  }
  task<> tries() {
    if (!Mutex.try_lock())
      co_return;
    ++Sent;
    Mutex.unlock();
  }

private:
  std::mutex Mutex;
  int Sent = 0;
};
