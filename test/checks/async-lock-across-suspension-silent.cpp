// RUN: %check %s async-lock-across-suspension %t -- -isystem %S/Inputs -pthread -Wno-unused

// What is no lock, is not held, or is there to be held.

#include "home_task.h"
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

using home::task;
task<int> load(int Id);
task<> save(int Id);
void use(int);
bool ready();

std::mutex m, n;
std::condition_variable changed;
int Count;

//===--- It ends before ---------------------------------------------------===//

task<> block() {
  {
    std::lock_guard lock(m);
    use(++Count);
  }
  co_await save(1);
}
task<> loops(const std::vector<int> &Ids) {
  for (int Id : Ids) {
    {
      std::lock_guard lock(m);
      use(Id);
    }
    co_await save(Id);
  }
}
task<> in_if() {
  if (std::lock_guard lock(m); Count > 0)
    use(Count);
  co_await save(1);
}
task<> unlocked() {
  std::unique_lock lock(m);
  use(++Count);
  lock.unlock();
  co_await save(1);
}
task<> unlocked_on_all_paths(bool C) {
  std::unique_lock lock(m);
  if (C) {
    use(1);
    lock.unlock();
  } else {
    lock.unlock();
    use(2);
  }
  co_await save(1);
}
task<> leaves_or_unlocks() {
  std::unique_lock lock(m);
  if (Count == 0)
    co_return;
  lock.unlock();
  co_await save(1);
}
task<> by_hand() {
  m.lock();
  use(++Count);
  m.unlock();
  co_await save(1);
}
task<> pair_by_hand() {
  std::lock(m, n);
  use(++Count);
  m.unlock();
  n.unlock();
  co_await save(1);
}
task<> adopted() {
  m.lock();
  {
    std::lock_guard lock(m, std::adopt_lock);
    use(++Count);
  }
  co_await save(1);
}
task<> moved_away() {
  std::unique_lock lock(m);
  auto other = [taken = std::move(lock)] {};
  { auto gone = std::move(other); }
  co_return;
}
void take(std::unique_lock<std::mutex> lock);
task<> handed_over() {
  std::unique_lock lock(m);
  take(std::move(lock));
  co_await save(1);
}
task<> released() {
  std::optional<std::lock_guard<std::mutex>> held;
  held.emplace(m);
  use(++Count);
  held.reset();
  co_await save(1);
}
task<> owned() {
  auto held = std::make_unique<std::lock_guard<std::mutex>>(m);
  held.reset();
  co_await save(1);
}
task<> assigned() {
  std::unique_lock lock(m);
  use(++Count);
  lock = {};
  co_await save(1);
}
struct cleanup {
  std::function<void()> Last;
  ~cleanup() { Last(); }
};

//===--- It has not begun -------------------------------------------------===//

task<> behind() {
  const int Id = co_await load(1);
  std::lock_guard lock(m);
  use(Id);
}
task<> initializer_of_another() {
  const int Id = co_await load(1), Next = Id + 1;
  std::lock_guard lock(m);
  use(Next);
}
task<> deferred() {
  std::unique_lock lock(m, std::defer_lock);
  co_await save(1);
  lock.lock();
  use(++Count);
}
task<> empty() {
  std::unique_lock<std::mutex> lock;
  co_await save(1);
  lock = std::unique_lock(m);
}
task<> failed() {
  std::unique_lock lock(m, std::try_to_lock);
  if (!lock.owns_lock())
    co_await save(1);
}
task<> failed_by_hand() {
  while (!m.try_lock())
    co_await save(1);
  use(++Count);
  m.unlock();
}
task<> either(bool C) {
  if (C) {
    std::lock_guard lock(m);
    use(++Count);
  } else {
    co_await save(1);
  }
}
task<> argument() {
  use(co_await load(1)), std::lock_guard(m), use(2);
}

//===--- It does not suspend ----------------------------------------------===//

struct at_once {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return 0; }
};
struct goes_on {
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<>) const { return false; }
  void await_resume() const {}
};
struct same_handle {
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) const {
    return H;
  }
  void await_resume() const {}
};
template <bool IsReady> struct constant {
  bool await_ready() const { return IsReady; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};
struct converts {
  at_once operator co_await() const { return {}; }
};
task<> ready_awaiters() {
  std::lock_guard lock(m);
  co_await std::suspend_never{};
  co_await at_once{};
  use(co_await at_once{});
  co_await goes_on{};
  co_await same_handle{};
  co_await constant<true>{};
  co_await converts{};
}
task<> no_await() {
  std::lock_guard lock(m);
  co_return;
}
task<int> only_returns() {
  std::lock_guard lock(m);
  co_return Count;
}
task<> unevaluated() {
  std::lock_guard lock(m);
  use(sizeof(decltype(load(1))));
  co_return;
}
task<> in_a_closure() {
  std::lock_guard lock(m);
  auto later = []() -> task<> { co_await save(1); };
  static_cast<void>(later);
  co_return;
}
void plain() {
  std::lock_guard lock(m);
  auto detached = save(1); // Not awaited here.
}

//===--- It is given to what is awaited -----------------------------------===//

struct async_condition {
  task<> wait(std::unique_lock<std::mutex> &lock);
  task<> wait(std::unique_lock<std::mutex> &&lock);
  task<> wait(std::mutex *Of);
  template <class Predicate>
  task<> wait_with(std::unique_lock<std::mutex> &lock, Predicate Ready);
  task<> wait_any(std::mutex &Of);
};
async_condition told;
task<> waits_by_reference() {
  std::unique_lock lock(m);
  while (Count == 0)
    co_await told.wait(lock);
}
task<> waits_by_move() {
  std::unique_lock lock(m);
  co_await told.wait(std::move(lock));
}
task<> waits_with_temporary() {
  co_await told.wait(std::unique_lock(m));
}
task<> waits_by_pointer() {
  m.lock();
  co_await told.wait(&m);
  m.unlock();
}
task<> waits_by_mutex() {
  m.lock();
  co_await told.wait_any(m);
  m.unlock();
}
struct unlocked_wait {
  std::unique_lock<std::mutex> &Lock;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const { Lock.unlock(); }
  void await_resume() const { Lock.lock(); }
};
unlocked_wait while_unlocked(std::unique_lock<std::mutex> &Lock);
task<> waits_with_awaiter() {
  std::unique_lock lock(m);
  co_await while_unlocked(lock);
}
// What a template awaits has no type yet.
template <class... Args> task<> waits_in_template(Args &&...Values) {
  using held = std::unique_lock<std::mutex>;
  held lock(m);
  co_await told.wait_with(lock, [&] { return (Values && ...); });
}
template <class Condition> struct waiting {
  Condition Changed;
  task<> by_reference() {
    std::unique_lock<std::mutex> lock(m);
    co_await Changed.wait(lock);
  }
  task<> by_construction() {
    std::unique_lock<std::mutex> lock(m);
    co_await Condition(lock);
  }
  task<> by_braces() {
    std::unique_lock<std::mutex> lock(m);
    co_await Condition{lock};
  }
};
task<> condition_variable() {
  std::unique_lock lock(m);
  changed.wait(lock, ready);
  lock.unlock();
  co_await save(1);
}

//===--- There to be held -------------------------------------------------===//

class async_mutex {
public:
  task<> lock();
  bool try_lock();
  void unlock();
};
class async_shared_mutex {
public:
  task<std::unique_lock<async_mutex>> scoped_lock();
  void lock();
  void unlock();
};
async_mutex friendly;
async_shared_mutex other;
struct async_guard {
  explicit async_guard(async_mutex &Of) : Of(Of) {}
  ~async_guard() { Of.unlock(); }
  async_mutex &Of;
};
task<> async_by_hand() {
  co_await friendly.lock();
  co_await save(1);
  friendly.unlock();
}
task<> async_adopted() {
  co_await friendly.lock();
  std::unique_lock lock(friendly, std::adopt_lock);
  co_await save(1);
}
task<> async_guarded() {
  co_await friendly.lock();
  async_guard held(friendly);
  co_await save(1);
}
task<> async_given() {
  auto lock = co_await other.scoped_lock();
  co_await save(1);
}
task<> async_lock_guard() {
  co_await friendly.lock();
  std::lock_guard<async_mutex> lock(friendly, std::adopt_lock);
  co_await save(1);
}

//===--- Called like a lock -----------------------------------------------===//

// For one thread: does nothing.
struct null_mutex {
  void lock() {}
  void unlock() {}
};
null_mutex none;
task<> nothing_to_lock() {
  std::lock_guard lock(none);
  co_await save(1);
}
task<> no_mutexes() {
  std::scoped_lock lock;
  co_await save(1);
}
// Held by the process, not by a thread.
class FileLock {
public:
  explicit FileLock(const std::string &Path);
  ~FileLock();
};
task<> file() {
  FileLock lock("data.lock");
  co_await save(1);
}
class lease_guard {
public:
  explicit lease_guard(int Key);
  ~lease_guard();
};
task<> lease() {
  lease_guard guard(1);
  co_await save(1);
}
// Things that one locks.
struct door {
  void lock();
  void unlock();
};
struct wallet {
  bool lock();
  void unlock(const std::string &Password = "");
};
task<> things(door &Front, wallet &Money) {
  Front.lock();
  Money.lock();
  co_await save(1);
  Money.unlock();
  Front.unlock();
}
struct opened {
  explicit opened(door &Which) : Which(Which) { Which.unlock(); }
  ~opened() { Which.lock(); }
  door &Which;
};
task<> goes_through(door &Back) {
  opened now(Back);
  co_await save(1);
}
void texture_lock(int Id);
void texture_unlock(int Id);
task<> texture() {
  texture_lock(1);
  co_await save(1);
  texture_unlock(1);
}
task<> weak(std::weak_ptr<int> Of) {
  auto strong = Of.lock();
  co_await save(*strong);
}
struct session {
  std::unique_lock<std::mutex> Later;
};
task<> may_hold_later() {
  session s;
  co_await save(1);
}
struct clock_guard {
  ~clock_guard() { use(1); }
};
task<> another_guard() {
  clock_guard guard;
  co_await save(1);
}
task<> shared(std::shared_ptr<std::mutex> Of) {
  auto copy = Of;
  co_await save(1);
}
std::mutex &registry();
task<> asked_for() {
  std::mutex &Of = registry();
  co_await save(1);
}
struct copy_of_items {
  std::vector<int> Items;
  int size() const { return int(Items.size()); }
};
struct cache {
  copy_of_items items() {
    std::lock_guard lock(m);
    return {};
  }
};
task<> by_value(cache &Cache) {
  co_await save(Cache.items().size());
  for (int Id : Cache.items().Items)
    co_await save(Id);
}
task<> before_in_condition(cache &Cache) {
  if (std::unique_lock(m).owns_lock())
    co_await save(1);
}
void with_lock(const std::function<void()> &Do) {
  std::lock_guard lock(m);
  Do();
}
task<> inside_a_function() {
  with_lock([] { use(++Count); });
  co_await save(1);
}
task<> at_once_closure() {
  const int Now = [] {
    std::lock_guard lock(m);
    return Count;
  }();
  co_await save(Now);
}
template <typename Mutex> task<> any_mutex(Mutex &Of) {
  std::lock_guard<Mutex> lock(Of);
  co_await save(1);
}
template task<> any_mutex(null_mutex &);

//===--- Generators that are consumed on the spot -------------------------===//

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
static generator<int> counted() {
  std::lock_guard lock(m);
  for (int I = 0; I < Count; ++I)
    co_yield I + 0;
}
int sum() {
  int Sum = 0;
  for (int Value : counted())
    Sum += Value;
  return Sum;
}
int sum_of_variable() {
  auto Values = counted();
  int Sum = 0;
  for (int Value : Values)
    Sum += Value;
  return Sum;
}
int sum_of_closure() {
  auto values = [](int Last) -> generator<int> {
    std::lock_guard lock(m);
    for (int I = 0; I < Last; ++I)
      co_yield I + 0;
  };
  int Sum = 0;
  for (int Value : values(3))
    Sum += Value;
  return Sum;
}
int sum_by_hand() {
  auto Values = [](int Last) -> generator<int> {
    std::lock_guard lock(m);
    co_yield Last + 0;
  }(3);
  int Sum = 0;
  for (auto It = Values.begin(); It != Values.end(); ++It)
    Sum += *It;
  return Sum;
}

//===--- Ends that lock for themselves ------------------------------------===//

class timers {
public:
  ~timers() { shutdown(); }
  task<> rest(std::shared_ptr<timers> Self) { co_await save(1); }
  static task<> own(std::unique_ptr<timers> Mine) { co_await save(1); }

private:
  void shutdown() {
    std::unique_lock<std::mutex> lock(Mutex);
    Ended = true;
    lock.unlock();
    changed.notify_all();
  }

  std::mutex Mutex;
  bool Ended = false;
};
task<> lets_end() {
  timers Local;
  co_await save(1);
}

//===--- Mutexes of coroutines that lock for themselves --------------------===//

class queue_mutex {
public:
  struct operation {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  operation lock();
  void unlock() {
    Waiting.lock();
    for (bool Taken = false; !Taken && Waiters > 0; --Waiters) {
      Waiting.unlock();
      Taken = ready();
      if (!Taken)
        Waiting.lock();
    }
    if (Waiters == 0)
      Waiting.unlock();
  }
  int lock_count() {
    Waiting.lock();
    return Waiters;
  }

private:
  std::mutex Waiting;
  int Waiters = 0;
};
task<> each_takes_it(queue_mutex &Mutex) {
  for (int I = 0; I < 3; ++I) {
    co_await Mutex.lock();
    Count += Mutex.lock_count();
    Mutex.unlock();
  }
  co_await save(Count);
}
// It leaves nothing locked that was not.
struct gate_keeper {
  std::mutex Mutex;
  void release_one() {
    Mutex.lock();
    if (ready())
      Mutex.unlock();
  }
};
task<> releases(gate_keeper &Keeper) {
  Keeper.release_one();
  co_await save(1);
}

//===--- What is locked by a guard has none in it ---------------------------===//

template <typename T, typename M = std::mutex,
          typename L = std::unique_lock<std::mutex>>
class synchronized {
  M Mutex;
  T Value;

public:
  class access {
    synchronized *Of;
    L Lock;

  public:
    access(synchronized *Of) : Of(Of), Lock(Of->Mutex) {}
    T *operator->() { return &Of->Value; }
  };
  access lock() { return access(this); }
};
struct builder {
  virtual ~builder();
  synchronized<std::vector<int>> Seen;
};
struct builder_deleter {
  void operator()(builder *) noexcept;
};
std::unique_ptr<builder, builder_deleter> make_builder();
task<> has_a_mutex() {
  synchronized<std::string> Name;
  Name.lock()->clear();
  co_await save(1);
  Name.lock()->clear();
}
task<> owns_what_has_a_mutex() {
  auto Builder = make_builder();
  co_await save(1);
  Builder->Seen.lock()->clear();
}
task<> made_again() {
  std::unique_ptr<builder, builder_deleter> Builder;
  while (ready()) {
    co_await save(1);
    Builder = make_builder();
  }
}
