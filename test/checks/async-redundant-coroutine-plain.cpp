// RUN: %check %s async-redundant-coroutine %t -- -I %S/Inputs
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I %S/Inputs

// Coroutines that never suspend, of a library that has no ready value, and that
// only this file can call: plain functions do as well.

#include "tasks.h"
#include <string>
#include <vector>

using home::eager;
using home::task;

task<int> load(int Id);
task<> flush();
int compute(int Id);
void note(const std::string &);

// --- Reported, fixed on a note -------------------------------------------

static task<int> doubled(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'doubled' is a coroutine that never suspends [async-redundant-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: as a plain function, 'doubled' is no point any more at which its callers can be resumed elsewhere or be cancelled
  // CHECK-FIXES-NOTES: static int doubled(int Id) {
  co_return Id * 2;
  // CHECK-FIXES-NOTES: return Id * 2;
}

task<int> uses_doubled(int Id) {
  int Twice = co_await doubled(Id);
  // CHECK-FIXES-NOTES: int Twice = doubled(Id);
  co_return Twice + co_await load(Id) + (co_await doubled(1));
  // CHECK-FIXES-NOTES: co_return Twice + co_await load(Id) + (doubled(1));
}

namespace {
task<> log(const std::string &Text, bool Loud);
// CHECK-FIXES-NOTES: void log(const std::string &Text, bool Loud);

task<> uses_log() {
  co_await log("a", true);
  // CHECK-FIXES-NOTES: log("a", true);
  co_await flush();
}

task<> log(const std::string &Text, bool Loud) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'log' is a coroutine that never suspends
  // CHECK-FIXES-NOTES: void log(const std::string &Text, bool Loud) {
  if (!Loud)
    co_return;
    // CHECK-FIXES-NOTES: return;
  for (int I = 0; I < 2; ++I)
    note(Text);
}

struct Parser {
  std::vector<std::string> Found;

  task<std::string> next(std::string Line) {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'next' is a coroutine that never suspends
    // CHECK-FIXES-NOTES: std::string next(std::string Line) {
    try {
      Found.push_back(Line);
    } catch (...) {
      co_return std::string();
      // CHECK-FIXES-NOTES: return std::string();
    }
    co_return Line;
    // CHECK-FIXES-NOTES: return Line;
  }

  task<std::string> both(std::string Line) {
    std::string First = co_await next(Line);
    // CHECK-FIXES-NOTES: std::string First = next(Line);
    co_await flush();
    co_return First;
  }
};
} // namespace

static eager<int> started(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'started' is a coroutine that never suspends
  // CHECK-FIXES-NOTES: static int started(int Id) {
  co_return compute(Id);
  // CHECK-FIXES-NOTES: return compute(Id);
}
// Clang has this operand twice.
task<int> uses_started() { co_return 1 + co_await load(co_await started(1)); }
// CHECK-FIXES-NOTES: task<int> uses_started() { co_return 1 + co_await load(started(1)); }

static auto trailing(int Id) -> task<int> { co_return Id; }
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'trailing' is a coroutine that never suspends
// CHECK-FIXES-NOTES: static auto trailing(int Id) -> int { return Id; }
void in_a_lambda() {
  auto L = []() -> task<> {
    (void)co_await trailing(1);
    // CHECK-FIXES-NOTES: (void)trailing(1);
    co_await flush();
  };
}

enum class kind { small, big };
static task<int> by_kind(kind K) {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'by_kind' is a coroutine that never suspends
  // CHECK-FIXES-NOTES: static int by_kind(kind K) {
  switch (const int Base = compute(1); K) {
  case kind::small:
    co_return Base;
    // CHECK-FIXES-NOTES: return Base;
  case kind::big:
    co_return Base * 2;
    // CHECK-FIXES-NOTES: return Base * 2;
  }
  co_return 0;
  // CHECK-FIXES-NOTES: return 0;
}
task<int> uses_by_kind(kind K) {
  co_return co_await by_kind(K) + co_await load(1);
  // CHECK-FIXES-NOTES: co_return by_kind(K) + co_await load(1);
}

// --- Reported, not fixed -------------------------------------------------

static task<int> only_one() { co_return 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'only_one' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: 'uses_only_one', which awaits it, would need no coroutine frame either
task<int> uses_only_one() { co_return 1 + co_await only_one(); }

static task<int> beside_one() { co_return 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'beside_one' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: 'uses_beside_one', which awaits it, would need no coroutine frame either
task<int> uses_beside_one() { co_return co_await load(co_await beside_one()); }

using number_task = task<int>;
static number_task alias() { co_return 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'alias' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: the type of its value is not written
task<int> uses_alias() { co_return co_await alias() + co_await load(1); }

static task<int> commented() { co_return 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'commented' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: a comment stands in the way
task<int> uses_commented() {
  co_return co_await /* at once */ commented() + co_await load(1);
}

// --- Silent ---------------------------------------------------------------

// Others may call it.
task<int> known_elsewhere() { co_return 1; }
task<int> uses_known_elsewhere() {
  co_return co_await known_elsewhere() + co_await load(1);
}

static task<int> stored() { co_return 1; }
task<int> uses_stored() {
  auto T = stored();
  co_await flush();
  co_return co_await T;
}

static task<int> returned() { co_return 1; }
task<int> uses_returned(int Id) {
  if (Id < 0)
    return returned();
  return load(Id);
}

static task<int> handed_on() { co_return 1; }
template <typename... T> task<> when_all(T...);
task<> uses_handed_on() { co_await when_all(handed_on(), load(1)); }

static task<int> address_taken() { co_return 1; }
task<int> uses_address_taken(bool B) {
  task<int> (*Source)() = B ? address_taken : nullptr;
  co_return co_await Source() + co_await address_taken() + co_await load(1);
}

static task<int> by_a_template() { co_return 1; }
template <typename T> task<int> uses_by_a_template(T Value) {
  co_return co_await by_a_template() + co_await load(Value);
}
template task<int> uses_by_a_template(int);

static task<int> decltyped() { co_return 1; }
task<int> uses_decltyped() {
  decltype(decltyped()) T;
  co_return co_await decltyped() + co_await load(1);
}

[[maybe_unused]] static task<int> never_called() { co_return 1; }

namespace {
struct Base {
  virtual ~Base() = default;
  virtual task<int> value() { co_return 1; }
};
} // namespace
task<int> uses_virtual(Base &B) {
  co_return co_await B.value() + co_await load(1);
}

static task<int> other_configurations() {
#ifdef WITH_LOADING
  co_return co_await load(1);
#else
  co_return 1;
#endif
}
task<int> uses_other_configurations() {
  co_return co_await other_configurations() + co_await load(1);
}

static task<int> suspends(int Id) { co_return 1 + co_await load(Id); }
task<int> uses_suspends() {
  co_return co_await suspends(1) + co_await load(1);
}
