// RUN: %check %s async-blocking-wait %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs

// Mutexes that are locked without a guard.

#include "home_future.h"
#include <mutex>
#include <semaphore>
#include <shared_mutex>

using home::future;
using home::task;
future<int> start();
void use(int);
std::mutex m, n;
std::shared_mutex s;


task<> plain(bool C) {
  m.lock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  if (C)
    m.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  if (!C)
    m.unlock();
  co_return;
}

task<> before() {
  m.lock();
  use(1);
  m.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> tries() {
  while (!m.try_lock())
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  m.unlock();
  co_return;
}

task<> shared() {
  s.lock_shared();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 's' would be locked while the coroutine is suspended
  s.unlock_shared();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> several() {
  std::lock(m, n);
  m.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'n' would be locked while the coroutine is suspended
  n.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> atTheEnd(bool C) {
  while (C) {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
    m.lock();
    try {
      use(1);
    } catch (...) {
      m.unlock();
      throw;
    }
    m.unlock();
  }
  co_return;
}

//===--- Semaphores ---------------------------------------------------===//

std::binary_semaphore one(1), done(0);

task<> permits() {
  one.acquire();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'one' would be held while the coroutine is suspended
  one.release();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> signals() {
  one.release();
  done.acquire();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

//===--- By functions -----------------------------------------------------===//

void enter() { m.lock(); }
void leave() { m.unlock(); }
void leave(std::mutex &Which) { Which.unlock(); }
struct coroutines {
  task<> lock();
  bool try_lock();
  void unlock();
};
coroutines friendly;

task<> callees() {
  enter();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  leave();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  n.lock();
  leave(n);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  auto release = [] { m.unlock(); };
  m.lock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  release();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_await friendly.lock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  friendly.unlock();
  if (friendly.try_lock())
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
}
