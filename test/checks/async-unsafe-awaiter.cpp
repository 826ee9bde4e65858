// RUN: %check %s async-unsafe-awaiter %t -- -I %inputs

#include "pools.h"
using namespace pools;

struct base_of_unlocking {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  pool *Pool;
  std::mutex *Mutex;
  std::vector<int> Names;
};

// The handle goes to others, and the awaiter goes on.
struct by_handle {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Names.push_back("waiting");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' is used when others have the coroutine, which may have ended by then, and the awaiter with it [async-unsafe-awaiter]
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: here they get it
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: not fixed: what follows needs the awaiter: do it before, or suspend only if an atomic exchange says so
  }
  void await_resume() {}
  pool *Pool;
  std::vector<std::string> Names;
};

struct by_closure {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Pool.post([h] { h.resume(); });
    note();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'note' is used when others have the coroutine, {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  void note();
  pool &Pool;
};

// The handle is in a member, and the awaiter goes to others.
struct by_itself {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Handle = h;
    Pool->enqueue(this);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' is used when others have {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  handle Handle;
  pool *Pool;
  std::vector<std::string> Names;
};

struct by_closure_of_itself {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Handle = h;
    Pool->post([this] { Handle.resume(); });
    Lines->push_back("x");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Lines' is used when others have {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  handle Handle;
  pool *Pool;
  std::unique_ptr<std::vector<std::string>> Lines;
};

struct by_part_of_itself {
  struct node {
    handle Handle;
    node *Next = nullptr;
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Node.Handle = h;
    Pool->enqueue(&Node);
    touch(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Number' is used when others have {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  static void touch(int &);
  node Node;
  pool *Pool;
  int Number = 0;
};

// Ways to take it along.
struct by_copy {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    auto Copy = h;
    std::function<void()> Work = [Copy] { Copy.resume(); };
    Pool->post(std::move(Work));
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

struct by_address {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Pool->later([](void *P) { handle::from_address(P).resume(); }, h.address());
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

struct by_promise {
  bool await_ready() const noexcept { return false; }
  void await_suspend(task_handle h) noexcept {
    promise *P = &h.promise();
    Pool->enqueue(P);
    P->note();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'P' is used {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
};

struct by_shared_state {
  struct state {
    handle Handle;
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    auto State = std::make_shared<state>();
    State->Handle = h;
    Pool->post([State] { State->Handle.resume(); });
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

struct by_thread {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    std::thread([h] { h.resume(); }).detach();
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  std::vector<int> Names;
};

struct by_own_thread {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    std::thread Runs(h);
    Runs.detach();
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  std::vector<int> Names;
};

struct by_function_object {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Schedule(h);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  std::function<void(handle)> Schedule;
  std::vector<int> Names;
};

// Stores that another thread sees.
struct event {
  std::atomic<void *> Waiting;
  std::mutex Mutex;
  std::list<handle> Waiters;
  int Count = 0;
  void add(handle h) {
    std::lock_guard Lock(Mutex);
    Waiters.push_back(h);
  }
};

struct by_atomic {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Event.Waiting.store(h.address());
    ++Event.Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Event' {{.*}} [async-unsafe-awaiter]
    // CHECK-FIXES: auto &Event_copy = Event;
    // CHECK-FIXES-NEXT: Event.Waiting.store(h.address());
    // CHECK-FIXES-NEXT: ++Event_copy.Count;
  }
  void await_resume() {}
  event &Event;
};

struct by_locked_list {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    {
      std::lock_guard Lock(Event->Mutex);
      Event->Waiters.push_back(h);
      Waiting = true;
    }
    look_at(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Number' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  event *Event;
  bool Waiting = false;
  int Number = 0;
};

struct by_helper_of_others {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Event->add(h);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  event *Event;
  std::vector<int> Names;
};

// Inside a function of its own: the shape of a timer's awaiter.
struct by_own_helper {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Handle = h;
    begin();
  }
  void begin() noexcept {
    Timer = check_timer(Pool->timer(fire, this));
    arm(Timer, 5);
    int Idle = 0;
    if (!State.compare_exchange_strong(Idle, 1))
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'State' {{.*}} [async-unsafe-awaiter]
      // CHECK-MESSAGES: :[[@LINE-4]]:5: note: here they get it
      arm(Timer, 0);
  }
  void await_resume() {}
  static void *check_timer(void *);
  static void fire(void *That) { static_cast<by_own_helper *>(That)->Handle(); }
  handle Handle;
  pool *Pool;
  void *Timer = nullptr;
  std::atomic<int> State{0};
};

struct behind_own_helper {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    begin(h);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
  }
  void begin(handle h) { Pool->submit(h); }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

// The result does not depend on who was first.
struct returns_true {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(handle h) noexcept {
    Pool->submit(h);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' {{.*}} [async-unsafe-awaiter]
    return true;
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

struct returns_a_member {
  bool await_ready() const noexcept { return false; }
  handle await_suspend(handle h) noexcept {
    Handle = h;
    Pool->enqueue(this);
    return Next;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Next' {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  handle Handle, Next;
  pool *Pool;
};

// Uses of the frame that are not the awaiter's.
struct looks_at_promise {
  bool await_ready() const noexcept { return false; }
  void await_suspend(task_handle h) noexcept {
    Pool->submit(h);
    h.promise().note();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'h' is used {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
};

struct refers_to_promise {
  bool await_ready() const noexcept { return false; }
  void await_suspend(task_handle h) noexcept {
    auto &Promise = h.promise();
    Pool->submit(h);
    Promise.Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Promise' is used {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
};

struct refers_to_itself {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    auto *Self = this;
    auto &All = Names;
    Pool->submit(h);
    All.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'All' is used {{.*}} [async-unsafe-awaiter]
    Self->Names.clear();
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

struct asks_whether_done {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    if (h.done())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'h' is used {{.*}} [async-unsafe-awaiter]
      log_line("so fast");
  }
  void await_resume() {}
  pool *Pool;
};

struct gives_itself_later {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Pool->post([this] { Names.clear(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pool' is used {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool;
  std::vector<int> Names;
};

// On some path.
struct in_a_branch {
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    if (Pool)
      Pool->submit(h);
    else
      Others->submit(h);
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' is used {{.*}} [async-unsafe-awaiter]
  }
  void await_resume() {}
  pool *Pool, *Others;
  std::vector<int> Names;
};

struct unlocked_and_used : base_of_unlocking {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Mutex->unlock();
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Names' is used {{.*}} [async-unsafe-awaiter]
  }
};

// Tried until it is in, and used then.
struct pushed_without_lock {
  struct list {
    std::atomic<pushed_without_lock *> Head;
    int Length = 0;
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(handle h) noexcept {
    Handle = h;
    auto *Head = List->Head.load();
    do {
      Next = Head;
    } while (!List->Head.compare_exchange_weak(Head, this));
    ++List->Length;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'List' is used {{.*}} [async-unsafe-awaiter]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: what follows needs the awaiter: {{.*}}
  }
  void await_resume() {}
  handle Handle;
  list *List;
  pushed_without_lock *Next = nullptr;
};
