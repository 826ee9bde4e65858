// RUN: %check %s async-blocking-wait %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs

// A guard in any form: where it may hold its lock, nothing is awaited.

#include "home_future.h"
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

using home::future;
using home::task;
future<int> start();
void use(int);
std::mutex m, n;
std::condition_variable ready;
using guard = std::lock_guard<std::mutex>;
using lock = std::unique_lock<std::mutex>;


//===--- Of which type ----------------------------------------------------===//

struct transaction {
  guard Held{m};
};
struct nested : transaction {};
struct spinlock {
  void lock();
  void unlock();
};
spinlock spin;
struct holder {
  explicit holder(spinlock &Of) : Of(Of) { Of.lock(); }
  ~holder() { Of.unlock(); }
  spinlock &Of;
};
struct unlocker {
  void operator()(std::mutex *Of) const { Of->unlock(); }
};
struct session { // Locks nothing by itself.
  lock Later;
};
struct mutex { // Of a coroutine library.
  task<> lock();
  void unlock();
};
mutex friendly;
struct keeper {
  mutex &Of;
  ~keeper() { Of.unlock(); }
};
std::pair<lock, int> both();

task<> types() {
  {
    std::optional<guard> held;
    held.emplace(m);
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'held' would hold its mutex while the coroutine is suspended
  }
  {
    auto held = std::make_unique<guard>(m);
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'held' would hold its mutex while the coroutine is suspended
  }
  {
    transaction t;
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 't' would hold its mutex while the coroutine is suspended
  }
  {
    nested t;
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 't' would hold its mutex while the coroutine is suspended
  }
  {
    holder h(spin);
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'h' would hold its mutex while the coroutine is suspended
  }
  {
    std::lock_guard h(spin);
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'h' would hold its mutex while the coroutine is suspended
  }
  {
    m.lock();
    std::unique_ptr<std::mutex, unlocker> h(&m);
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'h' would hold its mutex while the coroutine is suspended
  }
  {
    auto [held, number] = both();
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'held' would hold its mutex while the coroutine is suspended
  }
  {
    auto keep = [held = lock(m)] {};
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'keep' would hold its mutex while the coroutine is suspended
  }
  std::optional<guard> empty;
  session s;
  keeper k{friendly};
  auto shared = std::make_shared<transaction>();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

//===--- For how long -----------------------------------------------------===//

task<> unlocked(bool C) {
  lock a(m);
  ready.wait(a);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
  a.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  if (C)
    a.lock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
  lock b(n, std::defer_lock);
  a = {};
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  b.lock();
  lock d = std::move(b);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'd' would hold its mutex while the coroutine is suspended
  co_return;
}

task<> perhaps() {
  lock a(m, std::try_to_lock);
  if (!a.owns_lock()) {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
    co_return;
  }
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
}

task<> adopted() {
  {
    std::lock(m, n);
    lock a(m, std::adopt_lock), b(n, std::adopt_lock);
    b.unlock();
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
  }
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> reset() {
  std::optional<lock> held(m);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'held' would hold its mutex while the coroutine is suspended
  held.reset();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  held.emplace(m);
  held->unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> rounds(bool C) {
  while (C) {
    try {
      use(start().get());
      // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
      // CHECK-FIXES: use(co_await start());
      guard g(m);
      use(1);
    } catch (...) {
    }
  }
  for (lock a(m); C;)
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
  co_return;
}

//===--- Without a name, from outside -------------------------------------===//

struct items {
  lock Held{m};
  int *begin();
  int *end();
  int add(int);
};
items locked();

task<> temporaries() {
  use(locked().add(start().get()));
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: not fixed: a lock guard in this expression would hold its mutex while the coroutine is suspended
  for (int i : locked())
    use(i + start().get());
    // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: a lock guard would hold its mutex while the coroutine is suspended
  use(start().get()), use(locked().add(1));
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start()), use(locked().add(1));
  co_return;
}

task<> given(lock &a) {
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: the caller would hold the lock of 'a' while the coroutine is suspended
  a.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> taken(lock a) {
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would hold its mutex while the coroutine is suspended
  a.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

struct __attribute__((capability("mutex"))) marked {
  void enter() __attribute__((acquire_capability()));
  void leave() __attribute__((release_capability()));
};

struct store {
  marked Mutex;
  task<> locked() __attribute__((requires_capability(Mutex))) {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: the caller would hold the lock of 'Mutex' while the coroutine is suspended
    co_return;
  }
  task<> locks() {
    Mutex.enter();
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'Mutex' would be locked while the coroutine is suspended
    Mutex.leave();
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
    co_return;
  }
};

task<> closures() {
  lock a(m);
  auto inner = [&a]() -> task<> {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: the caller would hold the lock of 'a' while the coroutine is suspended
    a.unlock();
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
    co_return;
  };
  auto other = []() -> task<> {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
    co_return;
  };
  a.unlock();
  co_await inner();
  co_await other();
}
