// Which task takes the place of a detached type that no vocabulary knows.
// RUN: %check %s async-detached-coroutine %t -- -I%S/Inputs
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I%S/Inputs
#include "home_task.h"
#include <coroutine>
#include <exception>

struct oneway {
  struct promise_type {
    oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

home::task<void> save(int Id);
home::task<int> load(int Id);

// The callers' task.
static oneway store(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'store' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-FIXES: static home::task<> store(int Id) {
  co_await save(Id);
}
home::task<> process() {
  if (co_await load(1))
    store(1); // Soon.
    // CHECK-FIXES: co_await store(1); // Soon.
  else
    store(2);
    // CHECK-FIXES: co_await store(2);
}

// In every declaration, as it is written there.
namespace {
oneway forwardDeclared();
// CHECK-FIXES: home::task<> forwardDeclared();
auto trailing() -> oneway;
// CHECK-FIXES: auto trailing() -> home::task<>;
} // namespace
namespace home {
static task<> caller() {
  forwardDeclared();
  // CHECK-FIXES: co_await forwardDeclared();
  co_return;
}
static task<> otherCaller(bool Now) {
  if (Now) {
    trailing();
    // CHECK-FIXES: co_await trailing();
    co_return;
  }
}
} // namespace home
namespace {
oneway forwardDeclared() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'forwardDeclared' terminates
  // CHECK-FIXES: home::task<> forwardDeclared() {
  co_await save(1);
}
auto trailing() -> oneway {
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: an exception that leaves 'trailing' terminates
  // CHECK-FIXES: auto trailing() -> home::task<> {
  co_await save(1);
}
} // namespace
home::task<> runs() { co_await home::caller(); }

// A member function of a class that nobody else knows.
namespace {
struct Cache {
  oneway refresh(int Id) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'refresh' terminates
    // CHECK-FIXES: home::task<> refresh(int Id) {
    co_await save(Id);
  }
  home::task<void> get(int Id) {
    refresh(Id);
    // CHECK-FIXES: co_await refresh(Id);
    co_return;
  }
};
} // namespace
home::task<> usesCache(Cache &C) { co_await C.get(1); }

// Others may call it, too.
oneway visible(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'visible' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: return 'home::task<>', and await it in every caller; others may be elsewhere
  // CHECK-FIXES-NOTES: home::task<> visible(int Id) {
  co_await save(Id);
}
home::task<> callsVisible() {
  visible(1);
  // CHECK-FIXES-NOTES: co_await visible(1);
  co_return;
}

// Nobody calls it; what it awaits tells the task.
oneway unused() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'unused' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: nothing here calls it
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: return 'home::task<>', and await it in every caller
  co_await load(1);
}

// Nothing tells.
struct Tick {
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
Tick tick();
oneway unknown() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'unknown' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: return a task, and await it in every caller, or catch everything here
  co_await tick();
}

// A class of tasks without a value.
struct Job {
  struct promise_type {
    Job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() {}
};
static oneway step() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'step' terminates
  // CHECK-FIXES: static Job step() {
  co_await tick();
}
Job callsStep() {
  step();
  // CHECK-FIXES: co_await step();
  co_return;
}

// Tasks that always have a value are none for it.
template <typename T> struct Answer {
  struct promise_type {
    Answer get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { return T(); }
};
static oneway count() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'count' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: return a task, and await it in every caller, or catch everything here
  co_await tick();
}
Answer<int> callsCount() {
  count();
  co_return 1;
}

// Its callers would never come back.
static oneway heartbeat() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'heartbeat' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its callers would wait for ever
  for (;;)
    co_await save(1);
}
static oneway watch() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'watch' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its callers would wait for ever
  while (true)
    co_await save(1);
}
home::task<> startsLoops() {
  heartbeat();
  watch();
  co_return;
}

// One step at a time: what calls another one, and what a plain function calls.
static oneway inner() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'inner' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its caller 'outer' returns no 'home::task'
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: return 'home::task<>', and await it in every caller
  co_await save(1);
}
static oneway outer() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'outer' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: it calls 'inner', which nobody can await either
  inner();
  co_await save(2);
}
home::task<> callsOuter() {
  outer();
  co_return;
}
static oneway fromPlain() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'fromPlain' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its caller 'plain' returns no 'home::task'
  co_await save(1);
}
void plain() { fromPlain(); }

// Its address is taken; its value is used; it is virtual.
static oneway addressTaken() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'addressTaken' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its address is taken
  co_await save(1);
}
auto *Address = &addressTaken;
static oneway valueUsed() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'valueUsed' terminates
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its value is used
  co_await save(1);
}
home::task<> usesValue() {
  auto Value = valueUsed();
  co_return;
}
struct Base {
  virtual ~Base() = default;
  virtual oneway update() {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an exception that leaves 'update' terminates
    // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: it is virtual
    co_await save(1);
  }
};

// Silent: they catch everything; tasks.
static oneway careful() {
  try {
    co_await save(1);
  } catch (...) {
  }
}
home::task<> good() {
  careful();
  co_await save(1);
}
