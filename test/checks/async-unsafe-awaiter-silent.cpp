// RUN: %check %s async-unsafe-awaiter %t -config='{CheckOptions: {async.Vocabulary: %inputs/one_thread.yaml}}' -- -I %inputs

#include "pools.h"
using namespace pools;

struct event {
  std::atomic<void *> Waiting;
  std::atomic<int> State;
  std::mutex Mutex;
  std::list<handle> Waiters;
  handle Waiter;
  int Count = 0;
  bool add(handle h) {
    std::lock_guard Lock(Mutex);
    if (Count)
      return false;
    Waiters.push_back(h);
    return true;
  }
  void set_waiter(handle h) { Waiter = h; }
  bool try_set(void *) noexcept;
};

// Members of all the awaiters here.
struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  void note() noexcept;
  handle Handle, Next;
  pool *Pool;
  event *Event;
  std::atomic<bool> Ready;
  std::vector<int> Names;
  int Number = 0;
  std::unique_ptr<int> Owned;
};

//===--- The last thing that it does --------------------------------------===//

struct last : base {
  void await_suspend(handle h) {
    Handle = h;
    Names.clear();
    Pool->enqueue(this);
  }
};
struct last_closure : base {
  void await_suspend(handle h) {
    Pool->post([this, h] {
      Names.clear();
      h.resume();
    });
  }
};
struct last_with_arguments : base {
  void give(handle, pool *, int);
  void await_suspend(handle h) { Pool->later(nullptr, (note(), h.address())); }
};
struct last_and_constant : base {
  bool await_suspend(handle h) {
    Pool->submit(h);
    return true;
  }
};
struct last_in_a_branch : base {
  void await_suspend(handle h) {
    if (Number) {
      Pool->submit(h);
      return;
    }
    Names.clear();
    Pool->enqueue(h.address());
  }
};
struct each_in_its_branch : base {
  void await_suspend(handle h) {
    switch (Number) {
    case 0:
      Pool->submit(h);
      break;
    case 1:
      Pool->enqueue(h.address());
      break;
    default:
      Names.clear();
    }
  }
};
struct with_locals : base {
  void await_suspend(handle h) {
    int Local = Number;
    auto *Others = Pool;
    Pool->submit(h);
    ++Local;
    look_at(Local);
    Others->start({});
  }
};
struct with_parameter : base {
  void await_suspend(handle h, int Extra = 0) {
    Pool->submit(h);
    look_at(Extra);
  }
};
struct with_globals : base {
  static inline std::atomic<int> Total;
  enum { Limit = 4 };
  static void count(int) noexcept;
  void await_suspend(handle h) {
    Pool->submit(h);
    ++Total;
    count(Limit);
  }
};
struct only_the_address : base {
  void await_suspend(handle h) {
    Pool->submit(h);
    if (h)
      look_at(h.address() != nullptr);
  }
};
struct referred_elsewhere : base {
  void await_suspend(handle h) {
    auto &Waiters = Event->Waiters;
    event &Ref = *Event;
    Pool->submit(h);
    look_at(Ref.Count + int(Waiters.size()));
  }
};
struct unevaluated : base {
  void await_suspend(handle h) {
    Pool->submit(h);
    look_at(sizeof(Number));
    look_at(noexcept(note()));
  }
};

//===--- It is given to nobody --------------------------------------------===//

struct kept : base {
  void await_suspend(handle h) {
    Handle = h;
    Names.clear();
  }
};
struct kept_in_optional : base {
  std::optional<handle> Slot;
  std::vector<handle> All;
  std::function<void()> Then;
  void await_suspend(handle h) {
    Slot = h;
    Slot.emplace(h);
    All.push_back(h);
    Then = [h] { h.resume(); };
    Names.clear();
  }
};
struct kept_in_atomic : base {
  std::atomic<void *> Slot;
  void await_suspend(handle h) {
    Slot.store(h.address());
    Names.clear();
  }
};
struct kept_by_exchange : base {
  void await_suspend(handle h) {
    std::exchange(Handle, h);
    Names.clear();
  }
};
struct kept_by_helper : base {
  void keep(handle h) { Handle = h; }
  void await_suspend(handle h) {
    keep(h);
    Names.clear();
  }
};
struct kept_by_unknown_helper : base {
  void keep(handle h);
  void await_suspend(handle h) {
    keep(h);
    Names.clear();
  }
};
struct for_one_thread : base {
  void await_suspend(handle h) {
    Event->Waiter = h;
    Event->Waiters.push_back(h);
    Event->set_waiter(h);
    Names.clear();
  }
};
struct of_a_task : base {
  task_handle Task;
  handle await_suspend(handle h) {
    Task.promise().Continuation = h;
    Names.clear();
    return Task;
  }
};
template <typename P> struct of_any_task : base {
  std::coroutine_handle<P> Task;
  handle await_suspend(handle h) {
    Task.promise().set_continuation(h);
    return Task;
  }
};
template <typename P> struct by_its_promise : base {
  std::coroutine_handle<P> Task;
  handle await_suspend(handle h) {
    auto &Promise = Task.promise();
    Promise.set_previous(h);
    Names.clear();
    return Task;
  }
};
template <typename T> struct traits {
  template <typename U> static void set_continuation(U &, void *);
};
template <typename T> struct kept_by_its_task : base {
  void await_suspend(handle h) {
    T Task = T::make();
    traits<T>::set_continuation(Task, h.address());
    Names.clear();
    Pool->submit(Task.handle());
  }
};
// Where the request to stop goes; nothing runs it.
void assign_cancellation(handle, void (*)());
struct can_be_stopped : base {
  void await_suspend(handle h) {
    assign_cancellation(h, [] {});
    Names.clear();
    Pool->submit(h);
  }
};
struct never_suspends : base {
  bool await_ready() const noexcept { return true; }
  void await_suspend(handle h) { h.resume(); }
};
struct made_into_a_node : base {
  struct node {
    handle Handle;
    int Number;
  };
  node Node;
  void await_suspend(handle h) {
    Node = node{h, Number};
    auto Other = std::make_unique<node>(node{h, 1});
    Names.push_back(Other->Number);
  }
};
struct only_logged : base {
  void await_suspend(handle h) {
    log_line(static_cast<const char *>(h.address()));
    Names.clear();
  }
};
struct only_asserted : base {
  static void assert_suspended(handle);
  void await_suspend(handle h) {
    assert_suspended(h);
    Names.clear();
  }
};
struct only_looked_at : base {
  static int number_of(handle h) { return h ? 1 : 0; }
  void await_suspend(task_handle h) {
    Number = number_of(h);
    Number += h.promise().Number;
    h.promise().note();
    Names.clear();
  }
};
struct only_asked : base {
  static int priority(promise &);
  void await_suspend(task_handle h) {
    Number = priority(h.promise());
    look_at(priority(h.promise()));
    Names.clear();
  }
};
template <typename P> struct only_asked_in_a_template : base {
  std::coroutine_handle<P> Task;
  handle await_suspend(std::coroutine_handle<P> h) {
    Task.promise().Scheduler = scheduler_of(environment(h.promise()));
    Task.promise().set_continuation(h.promise().continuation());
    return Task;
  }
};
struct once_for_each : base {
  std::vector<pool *> Pools;
  std::shared_ptr<std::atomic<int>> Left;
  void await_suspend(handle h) {
    for (unsigned I = 0; I < Pools.size(); ++I)
      Pools[I]->post([h, Left = Left] {
        if (Left->fetch_sub(1) == 1)
          h.resume();
      });
  }
};
template <typename P> struct calls_a_closure : base {
  void await_suspend(std::coroutine_handle<P> h) {
    auto &&Work = [h]() mutable { h.promise().note(); };
    Work();
  }
};
struct work_without_it : base {
  void await_suspend(handle h) {
    Pool->post([Copy = Number] { look_at(Copy); });
    Handle = nullptr;
    Names.clear();
    Pool->submit(h);
  }
};
struct starts_another : base {
  handle Child;
  void await_suspend(handle) {
    Pool->submit(Child);
    Names.clear();
  }
};

//===--- Who is first decides ---------------------------------------------===//

struct by_exchange : base {
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    return !Ready.exchange(true);
  }
};
struct by_compare_exchange : base {
  bool await_suspend(handle h) {
    Handle = h;
    void *Old = nullptr;
    return Event->Waiting.compare_exchange_strong(Old, this);
  }
};
struct by_exchange_in_if : base {
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    if (Ready.exchange(true)) {
      Names.clear();
      return false;
    }
    return true;
  }
};
struct by_exchange_kept : base {
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    const bool Late = Ready.exchange(true);
    return !Late;
  }
};
struct by_fetch : base {
  handle await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    if (Event->State.fetch_sub(1) == 1)
      return Handle;
    return std::noop_coroutine();
  }
};
struct pushed_in_a_loop : base {
  void *Following = nullptr;
  bool await_suspend(handle h) {
    Handle = h;
    void *Old = Event->Waiting.load();
    do {
      if (Old == Event)
        return false;
      Following = Old;
    } while (!Event->Waiting.compare_exchange_weak(Old, this));
    return true;
  }
};
struct pushed_at_last : base {
  void *Following = nullptr;
  void await_suspend(handle h) {
    Handle = h;
    void *Old = Event->Waiting.load();
    do
      Following = Old;
    while (!Event->Waiting.compare_exchange_weak(Old, this));
  }
};
struct by_helper_with_exchange : base {
  bool leave() { return !Ready.exchange(true); }
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    return leave();
  }
};
struct by_helper_elsewhere : base {
  bool leave();
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    return leave();
  }
};
struct by_flag : base {
  std::atomic_flag Flag;
  bool await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    return !Flag.test_and_set();
  }
};

//===--- The hand-over's own result decides -------------------------------===//

struct refused : base {
  void await_suspend(handle h) {
    if (!Pool->try_submit(h))
      throw Number;
  }
};
struct refused_in_two_steps : base {
  bool await_suspend(handle h) {
    const bool Taken = Pool->try_submit(h);
    if (!Taken)
      Names.clear();
    return Taken;
  }
};
struct refused_by_condition : base {
  bool await_suspend(handle h) {
    if (const int Error = Pool->start(h)) {
      Number = Error;
      return false;
    }
    return true;
  }
};
struct refused_in_a_check : base {
  void await_suspend(handle h) {
    check(Pool->start(h));
    Number = 1;
  }
};
struct refused_by_error_code : base {
  bool await_suspend(handle h) {
    int Error = 0;
    Error = Pool->start(h);
    switch (Error) {
    case 0:
      return true;
    default:
      Number = Error;
      return false;
    }
  }
};
struct added_or_not : base {
  bool await_suspend(handle h) {
    if (Event->add(h))
      return true;
    Number = 1;
    return false;
  }
};
struct tried_elsewhere : base {
  bool await_suspend(handle h) {
    Handle = h;
    return Event->try_set(this) || (Number = 1);
  }
};
struct keeps_the_result : base {
  int Id = 0;
  void await_suspend(handle h) { Id = Pool->start(h); }
};
struct keeps_the_result_later : base {
  int Id = 0;
  void await_suspend(handle h) {
    const int Result = Pool->start(h);
    Id = Result;
  }
};
struct looks_at_what_it_lent : base {
  bool Late = false;
  void start(bool *, handle);
  bool await_suspend(handle h) {
    Pool->later(nullptr, give(&Late, h));
    if (!Late)
      Late = true;
    return Late;
  }
  static void *give(bool *, handle);
};
struct asks_for_its_executor : base {
  static pool *get_executor(handle);
  bool await_suspend(handle h) {
    Pool = get_executor(h);
    Names.clear();
    return true;
  }
};
struct creates_and_arms : base {
  void *Timer = nullptr;
  static void fire(void *);
  void await_suspend(handle h) {
    Handle = h;
    Timer = Pool->timer(fire, this);
    Number = 4;
    arm(Timer, Number);
  }
};

//===--- Under the lock of the store --------------------------------------===//

struct under_its_lock : base {
  void await_suspend(handle h) {
    std::lock_guard Lock(Event->Mutex);
    Event->Waiters.push_back(h);
    Names.clear();
    ++Event->Count;
  }
};
struct under_its_lock_by_hand : base {
  void await_suspend(handle h) {
    Event->Mutex.lock();
    auto &Mutex = Event->Mutex;
    Event->Waiters.push_back(h);
    Number = 1;
    Mutex.unlock();
  }
};
struct under_its_lock_and_unlocked : base {
  bool await_suspend(handle h) {
    std::unique_lock Lock(Event->Mutex);
    if (Event->Count)
      return false;
    Event->Waiter = h;
    Number = 1;
    Lock.unlock();
    return true;
  }
};
struct unlocks_what_was_locked : base {
  struct mutex {
    bool try_lock();
    void unlock();
  };
  mutex *Mutex;
  bool await_ready() { return !Mutex->try_lock(); }
  bool await_suspend(handle h) {
    Pool->submit(h);
    Number = 1;
    Mutex->unlock();
    return true;
  }
};
struct submits_under_lock : base {
  void await_suspend(handle h) {
    std::scoped_lock Lock(Event->Mutex);
    Pool->submit(h);
    Number = 1;
  }
};

//===--- Handlers ---------------------------------------------------------===//

struct handled : base {
  void await_suspend(handle h) {
    try {
      Pool->submit(h);
    } catch (...) {
      Names.clear();
      throw;
    }
  }
};

//===--- One thread -------------------------------------------------------===//

namespace one {
struct loop {
  void call_soon(handle) noexcept;
};
void call_later(int, std::function<void()>) noexcept;
} // namespace one

struct to_own_loop : base {
  one::loop *Loop;
  void await_suspend(handle h) {
    Loop->call_soon(h);
    Names.clear();
  }
};
struct to_own_timer : base {
  void await_suspend(handle h) {
    one::call_later(5, [h] { h.resume(); });
    Names.clear();
  }
};

//===--- Resumed, thrown, null --------------------------------------------===//

struct resumes_another : base {
  void await_suspend(task_handle h) {
    Next.resume();
    if (h.promise().Continuation)
      h.promise().Continuation.resume();
    auto Other = std::exchange(Next, nullptr);
    Other();
  }
};
struct resumes_in_a_closure : base {
  void await_suspend(handle h) {
    Pool->post([h] { h.resume(); });
  }
};
struct destroys_itself : base {
  void await_suspend(handle h) { h.destroy(); }
};
struct returns_noop : base {
  handle await_suspend(handle) {
    return Next ? Next : std::noop_coroutine();
  }
};
struct returns_itself : base {
  handle await_suspend(handle h) { return Number ? Next : h; }
};
struct returns_what_is_kept : base {
  handle await_suspend(handle) {
    return std::exchange(Next, nullptr);
  }
};
struct returns_a_local : base {
  handle await_suspend(handle h) {
    handle To;
    To = Number ? h : Next;
    return To;
  }
};
struct throws_before : base {
  void await_suspend(handle h) {
    may_throw();
    if (Number)
      throw 1;
    Pool->submit(h);
  }
};
struct throws_nothing : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    may_throw();
  }
};
struct takes_what_is_thrown : base {
  void await_suspend(handle h) {
    Pool->submit(h);
    try {
      may_throw();
    } catch (...) {
    }
  }
};
struct calls_what_does_not_throw : base {
  void await_suspend(handle h) {
    auto *P = Pool;
    Pool->submit(h);
    next_number();
    P->start({});
    log_line("x");
  }
};
struct logs : base {
  static void log_it();
  void await_suspend(handle h) {
    Pool->submit(h);
    log_it();
  }
};

// No awaiters.
struct is_none : base {
  void await_suspended(handle h) {
    Pool->submit(h);
    Names.clear();
  }
  void suspend(handle h) {
    h.resume();
    Names.clear();
  }
};
void await_suspend(handle h, base &That) {
  That.Pool->submit(h);
  That.Names.clear();
}
