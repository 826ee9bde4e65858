// RUN: %check %s async-lock-across-suspension %t -- -isystem %S/Inputs -pthread -Wno-unused

// What counts as a lock that is held, by vocabulary and by structure.

#include "home_task.h"
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <shared_mutex>
#include <utility>
#include <vector>

using home::task;
task<int> load(int Id);
task<> save(int Id);
void use(int);
bool ready();

std::mutex m, n;
std::recursive_mutex again;
std::shared_mutex both;
std::timed_mutex timed;
pthread_mutex_t plain;

//===--- Guards of the standard -------------------------------------------===//

task<> guards() {
  {
    std::lock_guard<std::mutex> lock(m);
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    std::unique_lock lock(m);
    co_await save(2);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    std::scoped_lock lock(m);
    co_await save(3);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    std::scoped_lock lock(m, n);
    co_await save(4);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    std::shared_lock lock(both);
    co_await save(5);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    const std::lock_guard lock{again}; // Recursive ones, too.
    co_await save(6);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  {
    auto lock = std::unique_lock(timed);
    co_await save(7);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
}

//===--- Where the await stands -------------------------------------------===//

task<int> places() {
  std::lock_guard lock(m);
  int First = co_await load(1);
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  use(co_await load(2)); // Told once.
  co_return First + co_await load(3);
}
task<int> returned() {
  std::lock_guard lock(m);
  co_return co_await load(1);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> condition() {
  std::lock_guard lock(m);
  if (co_await load(1))
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    use(1);
}
task<> loop(const std::vector<int> &Ids) {
  std::lock_guard lock(m);
  for (int Id : Ids)
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> in_a_loop(const std::vector<int> &Ids) {
  for (int Id : Ids) {
    std::lock_guard lock(m);
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
}
task<> handler() {
  try {
    std::lock_guard lock(m);
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  } catch (int) {
  }
}
task<> two() {
  std::lock_guard first(m);
  std::lock_guard second(n);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'first' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: another lock is held here, too
  // CHECK-NOTES: :[[@LINE-3]]:3: warning: 'second' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: not fixed: another lock is held here, too
}
void closure() {
  auto work = []() -> task<> {
    std::lock_guard lock(m);
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  };
  work().resume();
}
task<> in_if() {
  if (std::unique_lock lock(m); ready())
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
}
task<> tried() {
  if (std::unique_lock lock(m, std::try_to_lock); lock.owns_lock())
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
}
task<> tried_else() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock)
    co_return;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> deferred() {
  std::unique_lock lock(m, std::defer_lock);
  lock.lock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: the lock does not begin in a block around this
}
task<> anew() {
  std::unique_lock lock(m);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  lock.unlock();
  co_await save(2);
  lock.lock();
  co_await save(3);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: the lock does not begin in a block around this
}
task<> on_one_path(bool C) {
  std::unique_lock lock(m);
  if (C)
    lock.unlock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

//===--- By hand ----------------------------------------------------------===//

task<> by_hand() {
  m.lock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  m.unlock();
}
task<> by_hand_anew() {
  m.lock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  m.unlock();
  m.lock();
  co_await save(2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  m.unlock();
}
task<> by_try() {
  if (!m.try_lock())
    co_return;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-4]]:8: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: the lock does not begin in a block around this
  m.unlock();
}
task<> shared_by_hand() {
  both.lock_shared();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'both' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  both.unlock_shared();
}
task<> both_by_hand() {
  std::lock(m, n);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: another lock is held here, too
  // CHECK-NOTES: :[[@LINE-4]]:3: warning: 'n' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-6]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: not fixed: another lock is held here, too
  m.unlock();
  n.unlock();
}
task<> of_c() {
  pthread_mutex_lock(&plain);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'plain' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  pthread_mutex_unlock(&plain);
}
struct SDL_mutex;
extern "C" int SDL_LockMutex(SDL_mutex *);
extern "C" int SDL_UnlockMutex(SDL_mutex *);
task<> of_a_pair(SDL_mutex *M) {
  SDL_LockMutex(M);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'M' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  SDL_UnlockMutex(M);
}
void lock_table() { m.lock(); }
void unlock_table() { m.unlock(); }
task<> by_functions() {
  lock_table();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'm' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  unlock_table();
}

//===--- In other things --------------------------------------------------===//

struct transaction {
  std::lock_guard<std::mutex> Held{m};
  int Number = 0;
};
task<> member() {
  transaction t;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 't' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> optional() {
  std::optional<std::lock_guard<std::mutex>> held;
  held.emplace(m);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: the lock does not begin in a block around this
}
task<> owned() {
  auto held = std::make_unique<std::lock_guard<std::mutex>>(m);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
std::unique_lock<std::mutex> locked();
std::pair<std::unique_lock<std::mutex>, int> locked_value();
task<> given() {
  auto lock = locked();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> binding() {
  auto [lock, value] = locked_value();
  co_await save(value);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> parameter(std::unique_lock<std::mutex> lock) {
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the lock does not begin in a block around this
}
task<> reference(std::unique_lock<std::mutex> &lock) {
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the caller holds the lock of 'lock' while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the lock does not begin in a block around this
}
struct store {
  struct locked_items {
    std::unique_lock<std::mutex> Lock;
    std::vector<int> *Items;
    const std::vector<int> &operator*() const { return *Items; }
    int size() const { return int(Items->size()); }
    std::vector<int>::iterator begin() const { return Items->begin(); }
    std::vector<int>::iterator end() const { return Items->end(); }
  };
  locked_items items();
};
task<> temporary(store &Store) {
  co_await save(Store.items().size());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: a lock guard in this expression holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the lock does not begin in a block around this
}
task<> hidden(store &Store) {
  for (int Id : Store.items())
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: a lock guard holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
}

//===--- Home-grown -------------------------------------------------------===//

class spinner {
public:
  void lock() {
    while (Flag.test_and_set()) {
    }
  }
  void unlock() { Flag.clear(); }

private:
  std::atomic_flag Flag;
};
struct holder {
  explicit holder(spinner &Of) : Of(Of) { Of.lock(); }
  ~holder() { Of.unlock(); }
  spinner &Of;
};
spinner spin;
task<> own_guard() {
  holder held(spin);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> own_mutex() {
  std::lock_guard lock(spin);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
struct state {
  void lock() { Mutex.lock(); }
  void unlock() { Mutex.unlock(); }
  task<> run() {
    std::unique_lock lock(*this);
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  task<> by_hand() {
    lock();
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'this' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-3]]:5: note: it is locked here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    unlock();
  }
  std::mutex Mutex;
};
class [[clang::scoped_lockable]] scope {
public:
  explicit scope(std::mutex &M);
  ~scope();
};
task<> marked() {
  scope held(m);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'held' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
[[clang::requires_capability(m)]] task<> required() {
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the caller holds the lock of 'm' while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the lock does not begin in a block around this
}
template <typename T> task<T> instantiated(T Id) {
  std::lock_guard lock(m);
  co_return co_await load(Id);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
template task<int> instantiated(int);

//===--- Generators -------------------------------------------------------===//

template <typename T> struct generator {
  struct promise_type {
    T *Value;
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T &&Next);
    void return_void();
    void unhandled_exception();
  };
  struct iterator {
    iterator &operator++();
    T &operator*() const;
    bool operator!=(iterator) const;
  };
  iterator begin();
  iterator end();
};
generator<int> of_another_file() {
  std::lock_guard lock(m);
  co_yield 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
static generator<int> sent() {
  std::lock_guard lock(m);
  co_yield 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> sends_all() {
  for (int Value : sent())
    co_await save(Value);
}
static generator<int> kept() {
  std::lock_guard lock(m);
  co_yield 1;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
generator<int> passed_on() { return kept(); }

//===--- Mutexes of other names -------------------------------------------===//

class WriteMutex {
public:
  void Acquire();
  void Release();
};
struct write_section {
  explicit write_section(WriteMutex &Of) : Of(Of) { Of.Acquire(); }
  ~write_section() { Of.Release(); }
  WriteMutex &Of;
};
WriteMutex writer;
task<> acquired() {
  writer.Acquire();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'writer' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  writer.Release();
}
task<> section() {
  write_section now(writer);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'now' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
struct semaphore {
  void acquire();
  void release();
};
task<> permit(semaphore &Permits) { // Given back by anybody.
  Permits.acquire();
  co_await save(1);
  Permits.release();
}
struct lazily {
  std::unique_lock<std::mutex> Held;
  task<> locks_member() {
    Held = std::unique_lock(m);
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Held' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-3]]:5: note: it is locked here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Held.unlock();
  }
};
class shared_state {
public:
  void lock_shared() { Mutex.lock_shared(); }
  void unlock_shared() { Mutex.unlock_shared(); }
  int Number = 0;

private:
  std::shared_mutex Mutex;
};
task<> through_a_pointer(std::shared_ptr<shared_state> State) {
  const std::shared_lock lock(*State);
  co_await save(State->Number);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
class leaving {
public:
  explicit leaving(std::mutex &M) : Of(&M) { Of->lock(); }
  ~leaving() {
    if (std::mutex *Last = std::exchange(Of, nullptr))
      Last->unlock();
  }

private:
  std::mutex *Of;
};
task<> unlocks_by_copy() {
  leaving lock(m);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}

//===--- Templates of others that have a guard in them ----------------------===//

namespace own {
template <typename T, typename Policy = int> struct maybe {
  template <typename... A> maybe(A &&...);
  ~maybe();
};
template <typename... T> struct several {
  template <typename... A> several(A &&...);
  ~several();
};
} // namespace own
home::task<> has_one_in_it(std::mutex &Mutex) {
  own::maybe<std::unique_lock<std::mutex>> Maybe(Mutex);
  co_await save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Maybe' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
home::task<> has_one_among_others(std::mutex &Mutex) {
  own::several<int, std::unique_lock<std::mutex>> Several(Mutex);
  co_await save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Several' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
