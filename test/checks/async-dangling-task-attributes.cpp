// RUN: %check %s async-dangling-task %t -- -I %S/Inputs
// REQUIRES: llvm-22 || llvm-19

// What the code itself says about lifetimes.

#include "tasks.h"
#include <string>

using home::task;

task<int> load(int Id);

struct Text {
  const std::string &both(const std::string &Other [[clang::lifetimebound]]) const [[clang::lifetimebound]];
  const std::string &neither(const std::string &Other) const;
  int Length = 0;
};
task<int> find(const std::string &Name);

// No coroutine, and only this says that it keeps the string.
task<int> bound(const std::string &Name [[clang::lifetimebound]]) {
  return load(1);
}
task<int> unbound(const std::string &Name) { return load(1); }

[[clang::coro_disable_lifetimebound]] task<int> disabled(const std::string &);
[[clang::coro_wrapper]] task<int> wrapper(const std::string &Name);
[[clang::coro_wrapper]] task<int> bound_wrapper(const std::string &Name [[clang::lifetimebound]]);

// --- Reported ------------------------------------------------------------

task<> parameters() {
  auto T = bound(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'bound' is stored in 'T' and refers to a temporary
  co_await std::move(T);
  // CHECK-FIXES: co_await bound(std::string("x"));
  auto U = bound_wrapper(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'bound_wrapper' is stored in 'U' and refers to a temporary
  co_await std::move(U);
  // CHECK-FIXES: co_await bound_wrapper(std::string("x"));
}

task<> calls_between(const std::string &Long) {
  auto T = find(Text().both(Long));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T' and refers to a temporary 'Text'
  co_await std::move(T);
  // CHECK-FIXES: co_await find(Text().both(Long));
}

// --- Silent ---------------------------------------------------------------

task<> silent(const Text &Own, const std::string &Long) {
  auto T = unbound(std::string("x"));
  auto U = disabled(std::string("x"));
  auto V = wrapper(std::string("x"));
  auto W = find(Own.both(Long));
  auto X = find(Text().neither(std::string("x")));
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
  co_await std::move(V);
  co_await std::move(W);
  co_await std::move(X);
}
