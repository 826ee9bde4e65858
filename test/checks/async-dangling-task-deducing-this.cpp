// RUN: %check %s async-dangling-task %t -std=c++23 -- -I %S/Inputs
// REQUIRES: llvm-22 || llvm-19

// In C++23 the coroutine of a lambda can have a copy of its closure.

#include "tasks.h"
#include <string>

using home::task;

task<int> load(int Id);
task<> save(const std::string &Name);

// --- Reported ------------------------------------------------------------

task<> stored(int Id) {
  auto T = [Id]() -> task<int> { co_return co_await load(Id); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto T = [Id](this const auto) -> task<int> { co_return co_await load(Id); }();
  co_await load(1);
  co_await std::move(T);
}

task<int> with_parameters(int Id) {
  return [Id](int I) -> task<int> { co_return co_await load(Id + I); }(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is returned
  // CHECK-FIXES: return [Id](this const auto, int I) -> task<int> { co_return co_await load(Id + I); }(2);
}

struct Service {
  int Id = 0;
  task<> run() {
    auto T = [this]() -> task<int> { co_return Id; }();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of this lambda is stored in 'T'
    // CHECK-FIXES: auto T = [this](this auto) -> task<int> { co_return Id; }();
    co_await load(1);
    co_await std::move(T);
  }
};

// A copy of a const closure cannot be changed.
task<> changed(std::string Name) {
  auto T = [Name]() mutable -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
    // CHECK-FIXES: auto T = [](auto Name) mutable -> task<> {
    Name.clear();
    co_await save(Name);
  }();
  // CHECK-FIXES: }(Name);
  co_await load(1);
  co_await std::move(T);
}

// A copy of the closure would refer to the same variable.
task<int> by_reference(int Id) {
  return [&Id]() -> task<int> { co_return Id; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is returned
  // CHECK-FIXES: co_return co_await [&Id]() -> task<int> { co_return Id; }();
}

task<> by_a_reference_to_the_closure(int Id) {
  auto T = [Id](this auto &&) -> task<int> { co_return Id; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T' and refers to a temporary
  // CHECK-FIXES: auto coroutine = [Id](this auto &&) -> task<int> { co_return Id; };
  // CHECK-FIXES: auto T = std::move(coroutine)();
  co_await load(1);
  co_await std::move(T);
}

// --- Silent ---------------------------------------------------------------

task<> copied(int Id) {
  auto T = [Id](this auto) -> task<int> { co_return co_await load(Id); }();
  co_await load(1);
  co_await std::move(T);
}

task<int> copied_by_name(int Id) {
  return [Id](this auto Self) -> task<int> { co_return co_await load(Id); }();
}

task<> in_place(int Id) {
  co_await [Id](this auto &&) -> task<int> { co_return Id; }();
}

task<int> of_a_copy(int Id) {
  auto Work = [Id](this auto) -> task<int> { co_return Id; };
  return Work();
}
