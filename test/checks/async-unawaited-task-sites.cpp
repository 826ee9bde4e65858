// Where co_await may not stand, templates, and options.
// RUN: %check %s async-unawaited-task %t -- -isystem %S/Inputs
// RUN: %check %s async-unawaited-task %t -check-suffixes=,STRICT -config="{CheckOptions: {async-unawaited-task.AllowCastToVoid: false}}" -- -DSTRICT -isystem %S/Inputs
// RUN: %check %s async-unawaited-task %t -check-suffixes=,MACRO -config="{CheckOptions: {async-unawaited-task.IgnoreMacros: false}}" -- -DMACROS -isystem %S/Inputs

#include <mutex>
#include <shared_mutex>
#include <tasks.h>
#include <tuple>

using home::task;
task<> f();
task<int> g(int = 0);
home::eager<int> e();
std::mutex M;
std::shared_mutex S;

//===--- Obstacles ---------------------------------------------------------===

void plain() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'plain' is not a coroutine
}

task<> forwards() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'forwards' is not a coroutine
  return f();
}

task<> insidePlainLambda() {
  auto L = [] {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  };
  L();
  co_return;
}

struct Special {
  Special() {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: a constructor or destructor cannot be a coroutine
  }
  ~Special() {
    auto T = f();
    // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task in 'T' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: a constructor or destructor cannot be a coroutine
  }
};

task<> handlers() {
  try {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-FIXES: co_await f();
  } catch (int) {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'co_await' is not allowed in a catch handler
    auto Repair = []() -> task<> {
      f();
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: the task returned by 'f' is never awaited
      // CHECK-FIXES: co_await f();
      co_return;
    };
    auto T = Repair();
    // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task in 'T' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'co_await' is not allowed in a catch handler
  } catch (...) {
    if (true) {
      g();
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: the task returned by 'g' is never awaited
      // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: 'co_await' is not allowed in a catch handler
    }
  }
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  co_return;
}

task<> locked() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  {
    std::lock_guard Guard(M);
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
    if (true)
      g();
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: the task returned by 'g' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
    auto Unlocked = []() -> task<> {
      f();
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: the task returned by 'f' is never awaited
      // CHECK-FIXES: co_await f();
      co_return;
    };
    auto Kept = Unlocked();
    (void)&Kept;
  }
  {
    std::shared_lock Reader(S);
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'Reader' would hold its mutex while the coroutine is suspended
  }
  if (std::unique_lock Inner(M); true)
    f();
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'Inner' would hold its mutex while the coroutine is suspended
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  std::scoped_lock Later(M);
  co_return;
}

task<> statics() {
  static auto T = f();
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: the task in 'T' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  thread_local auto U = f();
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: the task in 'U' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  static int N = (f(), 1);
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:19: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  static auto Awaited = f();
  co_await std::move(Awaited);
}

//===--- Templates ---------------------------------------------------------===

template <typename T> task<> fromTemplate(T Value) {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await f();
  Value.run();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'run' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
  auto Unread = Value.run();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Unread' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: it depends on a template parameter
  auto Read = Value.run();
  if constexpr (sizeof(T) > 100)
    co_await std::move(Read);
  if constexpr (sizeof(T) > 100)
    Value.run();
  auto L = [&] {
    Value.run();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'run' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: it depends on a template parameter
  };
  Value.log();
  co_await Value.run();
}
struct One {
  task<> run();
  void log();
};
struct Two {
  task<int> run();
  int log();
};
struct Three {
  void run();
  home::oneway log();
};
template <typename T> void onlyThree(T Value) {
  Value.run();
  Value.log();
  auto L = Value.log();
}
task<> instantiate() {
  co_await fromTemplate(One());
  co_await fromTemplate(Two());
  onlyThree(Three());
}

// Never instantiated.
template <typename T> task<T> unused(T Value) {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  Value.run();
  unused(Value);
  co_return Value;
}

// Its members are instantiated before their text is seen.
template <typename T> struct Box {
  task<> early();
  task<T> late();
  T Content;
};
task<int> useBox(Box<int> &B) {
  co_await B.early();
  co_return co_await B.late();
}
template <typename T> task<> Box<T>::early() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  this->late();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'late' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
  co_return;
}
template <typename T> task<T> Box<T>::late() {
  auto Unread = f();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Unread' is never awaited
  // CHECK-FIXES: co_await f();
  co_return Content;
}

template <typename Result> Result anyCoroutine() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the coroutine's type depends on a template parameter
  co_return;
}
template task<> anyCoroutine<task<>>();
template home::eager<> anyCoroutine<home::eager<>>();

template <> task<> fromTemplate(int) {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  co_return;
}

task<> genericLambdas() {
  auto L = [](auto Value) -> task<> {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-FIXES: co_await f();
    Value.run();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'run' is never awaited
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: it depends on a template parameter
    auto Read = Value.run();
    if constexpr (sizeof(Value) > 100)
      co_await std::move(Read);
    co_return;
  };
  co_await L(One());
  co_await L(Two());
}

//===--- AllowCastToVoid ---------------------------------------------------===

task<> eagerCasts() {
  e();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'e' is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await e();
#ifdef STRICT
  (void)e();
  // CHECK-NOTES-STRICT: :[[@LINE-1]]:9: warning: the task returned by 'e' is not awaited
  // CHECK-FIXES-STRICT: (void)co_await e();
  std::ignore = e();
  // CHECK-NOTES-STRICT: :[[@LINE-1]]:17: warning: the task returned by 'e' is not awaited
  // CHECK-FIXES-STRICT: std::ignore = co_await e();
#else
  (void)e();
  std::ignore = e();
#endif
  co_return;
}

//===--- IgnoreMacros ------------------------------------------------------===

#define LOGGED(X) X
#define FETCH g()
task<> macros() {
#ifdef MACROS
  LOGGED(f());
  // CHECK-NOTES-MACRO: :[[@LINE-1]]:10: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES-MACRO: :[[@LINE-2]]:10: note: not fixed: it is inside a macro
  FETCH;
  // CHECK-NOTES-MACRO: :[[@LINE-1]]:3: warning: the task returned by 'g' is never awaited
  // CHECK-NOTES-MACRO: :[[@LINE-2]]:3: note: not fixed: it is inside a macro
  // CHECK-NOTES-MACRO: :[[@LINE-9]]:15: note: expanded from macro 'FETCH'
  // CHECK-NOTES-MACRO: :[[@LINE-10]]:15: note: expanded from macro 'FETCH'
#else
  LOGGED(f());
  FETCH;
#endif
  auto T = FETCH;
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'T' is never awaited
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: it is inside a macro
  co_return;
}
