// RUN: %check %s async-unawaited-task %t -- -I %S/Inputs

// Awaiters whose 'await_resume' deduces what it gives, and that nobody has
// awaited yet.

#include "home_task.h"

struct guard {
  guard();
  guard(guard &&) noexcept;
  ~guard();
};
template <class T> struct operation {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  auto await_resume() { return T(); }
};
template <class T> struct locking {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  auto await_resume() { return guard(); }
};
template <class T> struct hidden {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  auto await_resume();
};
template <class T> struct referring {
  T *Value;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  decltype(auto) await_resume() { return *Value; }
};
struct mutex {
  operation<guard> scoped();
  locking<int> lock();
  operation<int> count();
  hidden<guard> hide();
  referring<guard> refer();
};

home::task<> reported(mutex &M) {
  M.scoped();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'scoped' is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-FIXES: co_await M.scoped();
  auto One = M.scoped();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'One' is not awaited
  // CHECK-FIXES: auto One = co_await M.scoped();
  auto Two = M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'Two' is not awaited
  // CHECK-FIXES: auto Two = co_await M.lock();
  co_return;
}

// What they give is no guard, or not known.
home::task<> silent(mutex &M) {
  auto Count = M.count();
  auto Hidden = M.hide();
  auto Refers = M.refer();
  co_return;
}
