// RUN: %check %s async-unsafe-awaiter %t -fix-notes -- -I %inputs

#include "pools.h"
using namespace pools;

struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  handle Handle, Next;
  pool *Pool;
  bool Pending = false;
};

//===--- Resumed by a call ------------------------------------------------===//

struct by_a_call : base {
  void await_suspend(handle h) {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(handle h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'await_suspend' resumes its coroutine by a call, which goes one level deeper each time; the handle is to be returned [async-unsafe-awaiter]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: {{.*}}whoever calls this function, too, must resume what it returns
    // CHECK-FIXES: return h;
  }
};
struct by_operator : base {
  void await_suspend(task_handle h) {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(task_handle h) {
    if (Pending) {
      Pending = false;
      h();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'await_suspend' resumes its coroutine {{.*}}
      // CHECK-FIXES: return h;
      return;
    }
    if (!Pool)
      return;
      // CHECK-FIXES: return std::noop_coroutine();
    Pool->submit(h);
    // CHECK-FIXES: return std::noop_coroutine();
  }
};
struct from_a_member : base {
  void await_suspend(handle h) {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(handle h) {
    Handle = h;
    Handle.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' resumes its coroutine {{.*}}
    // CHECK-FIXES: return Handle;
  }
};
struct and_says_true : base {
  bool await_suspend(handle h) {
    h.resume();
    return true;
    // CHECK-MESSAGES: :[[@LINE-2]]:7: warning: 'await_suspend' resumes its coroutine by a call, which goes one level deeper each time; 'false' is to be returned [async-unsafe-awaiter]
    // CHECK-FIXES: return false;
  }
};
struct and_gives_another : base {
  handle await_suspend(handle h) {
    if (Pending) {
      h.resume();
      return std::noop_coroutine();
      // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: 'await_suspend' resumes its coroutine {{.*}}
      // CHECK-FIXES: return h;
    }
    return Next;
  }
};
struct and_goes_on : base {
  void await_suspend(handle h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'await_suspend' resumes its coroutine {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: more is done when it comes back
    Pending = true;
  }
};
struct and_is_virtual : base {
  virtual void await_suspend(handle h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'await_suspend' resumes its coroutine {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: it is virtual
  }
};
struct in_an_expression : base {
  void await_suspend(handle h) {
    Pending ? h.resume() : Pool->submit(h);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'await_suspend' resumes its coroutine {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: it is no statement of its own
  }
};
// Who is second resumes it; that goes deeper, too.
struct when_others_were_first : base {
  std::atomic<bool> Ready;
  void await_suspend(handle h) {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(handle h) {
    Handle = h;
    Pool->enqueue(this);
    if (Ready.exchange(true))
      h.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'await_suspend' resumes its coroutine {{.*}}
      // CHECK-FIXES: return h;
  // CHECK-FIXES: return std::noop_coroutine();
  }
};

struct when_it_was_refused : base {
  void await_suspend(handle h) {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(handle h) {
    try {
      Pool->submit(h);
    } catch (...) {
      Pending = true;
      h.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'await_suspend' resumes its coroutine {{.*}}
      // CHECK-FIXES: return h;
    }
    // CHECK-FIXES: return std::noop_coroutine();
  }
};

//===--- Null -------------------------------------------------------------===//

struct null : base {
  handle await_suspend(handle) {
    if (Pending)
      return Next;
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' returns a null handle, which nobody can resume [async-unsafe-awaiter]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: {{.*}}the coroutine stays suspended then, until somebody resumes it who has its handle
    // CHECK-FIXES: return std::noop_coroutine();
  }
};
struct nothing : base {
  handle await_suspend(handle) {
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' returns a null handle{{.*}}
    // CHECK-FIXES: return std::noop_coroutine();
  }
};
struct made_without_arguments : base {
  std::coroutine_handle<> await_suspend(handle) {
    return std::coroutine_handle<>();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' returns a null handle{{.*}}
    // CHECK-FIXES: return std::noop_coroutine();
  }
};
struct made_of_null : base {
  std::coroutine_handle<> await_suspend(handle) {
    return std::coroutine_handle<>{nullptr};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' returns a null handle{{.*}}
    // CHECK-FIXES: return std::noop_coroutine();
  }
};
struct one_of_two : base {
  handle await_suspend(handle) {
    return Pending ? Next : handle{};
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'await_suspend' returns a null handle{{.*}}
    // CHECK-FIXES: return Pending ? Next : std::noop_coroutine();
  }
};
struct of_one_promise : base {
  task_handle await_suspend(task_handle) {
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'await_suspend' returns a null handle{{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: it returns handles of one kind of coroutine only
  }
};

//===--- Thrown -----------------------------------------------------------===//

struct throws_by_name : base {
  void await_suspend(handle h) {
    const bool Wrong = Pending;
    Pool->submit(h);
    if (Wrong)
      throw 1;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what is thrown here leaves 'await_suspend' and resumes the coroutine, which others have, too [async-unsafe-awaiter]
      // CHECK-MESSAGES: :[[@LINE-4]]:11: note: here they get it
  }
};
struct throws_by_a_call : base {
  void await_suspend(handle h) {
    Pool->submit(h);
    may_throw();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what is thrown here leaves 'await_suspend' {{.*}}
  }
};
struct throws_another_kind : base {
  void await_suspend(handle h) {
    Pool->submit(h);
    try {
      may_throw();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: what is thrown here leaves 'await_suspend' {{.*}}
    } catch (int) {
    }
  }
};

//===--- Templates --------------------------------------------------------===//

template <typename T> struct of_any : base {
  T Value{};
  std::vector<T> All;
  void await_suspend(handle h) {
    Pool->submit(h);
    All.push_back(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'All' is used {{.*}}
  }
};
template struct of_any<int>;

struct for_any_promise : base {
  template <typename P> void await_suspend(std::coroutine_handle<P> h) {
    Pool->post([h] { h.resume(); });
    h.promise().note();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'h' is used {{.*}}
  }
};
template void for_any_promise::await_suspend(std::coroutine_handle<promise>);

struct resumes_any : base {
  template <typename P> void await_suspend(std::coroutine_handle<P> h) {
    // CHECK-FIXES: template <typename P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) {
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'await_suspend' resumes its coroutine {{.*}}
    // CHECK-FIXES: return h;
  }
};

template <typename Queue> struct into_any_queue : base {
  Queue *Into;
  Queue Own;
  void await_suspend(handle h) {
    Handle = h;
    Into->push(this);
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-FIXES: Pending = true;
    // CHECK-FIXES-NEXT: Into->push(this);
  }
};
template <typename Slot> struct kept_in_any : base {
  Slot Own;
  void await_suspend(handle h) {
    Own.emplace(h);
    Pending = true;
  }
};
