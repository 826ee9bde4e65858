// RUN: %check %s async-detached-coroutine %t -- -I %S/Inputs

// Why a coroutine that nobody can await stays one.

#include "tasks.h"

using home::oneway;
using home::task;

task<int> load(int Id);
void use(int);

// --- Who calls it --------------------------------------------------------

static oneway calledByLambda(int Id) { use(co_await load(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'calledByLambda' terminates the program; nobody can await it [async-detached-coroutine]
// CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: a lambda that calls it returns no 'home::task'
// CHECK-NOTES: :[[@LINE-3]]:15: note: return 'home::task<>', and await it in every caller
void callsInLambda() {
  auto Starts = [] { calledByLambda(1); };
  Starts();
}

static oneway calledByFunction(int Id) { use(co_await load(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'calledByFunction' terminates the program; nobody can await it [async-detached-coroutine]
// CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: its caller 'calls' returns no 'home::task'
// CHECK-NOTES: :[[@LINE-3]]:15: note: return 'home::task<>', and await it in every caller
void calls() { calledByFunction(1); }

static oneway calledAtStart(int Id) { use(co_await load(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'calledAtStart' terminates the program; nobody can await it [async-detached-coroutine]
// CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: not all of its callers can await it
// CHECK-NOTES: :[[@LINE-3]]:15: note: return 'home::task<>', and await it in every caller
static int Global = (calledAtStart(1), 1);

namespace {
struct Session {
  oneway start(int Id) { use(co_await load(Id)); }
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: an exception that leaves 'start' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: a template calls it
  // CHECK-NOTES: :[[@LINE-3]]:10: note: return 'home::task<>', and await it in every caller
};
} // namespace
template <typename T> task<> startsAny(T Any) {
  Any.start(1);
  co_return;
}
template task<> startsAny(Session);

// What all of its callers can await is changed, in what is no template too.
static oneway calledByCoroutine(int Id) { use(co_await load(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'calledByCoroutine' terminates the program; nobody can await it [async-detached-coroutine]
// CHECK-FIXES: static home::task<> calledByCoroutine(int Id) { use(co_await load(Id)); }
task<> callsOnce() {
  calledByCoroutine(1);
  // CHECK-FIXES: co_await calledByCoroutine(1);
  co_return;
}

// --- What it awaits ------------------------------------------------------

struct strict {
  struct promise_type {
    strict get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() {}
    strict &&await_transform(strict &&Task) { return std::move(Task); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() {}
};
strict keep(int Id);

static oneway awaitsAnother(int Id) {
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'awaitsAnother' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: a coroutine of type 'strict' cannot await 'home::task<int>'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: return 'strict', and await it in every caller
  use(co_await load(Id));
}
strict callsOfItsOwn() {
  awaitsAnother(1);
  co_await keep(1);
}

static oneway awaitsTheSame(int Id) {
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'awaitsTheSame' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-FIXES: static strict awaitsTheSame(int Id) {
  co_await keep(Id);
}
strict callsTheSame() {
  co_await keep(1);
  awaitsTheSame(1);
  // CHECK-FIXES: co_await awaitsTheSame(1);
}

// --- What its caller does afterwards --------------------------------------

struct channel {
  task<int> pop();
  void push(int Value);
};
static oneway pump(channel &From) {
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'pump' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: its caller 'feeds' would wait for it to end before it goes on
  use(co_await From.pop());
}
task<> feeds(channel &To) {
  pump(To);
  To.push(1);
  co_return;
}
static oneway eachOfThem(int Id) {
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: an exception that leaves 'eachOfThem' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: its caller 'inRounds' would wait for it to end before it goes on
  use(co_await load(Id));
}
task<> inRounds(int Count) {
  for (int I = 0; I < Count; ++I)
    eachOfThem(I);
  co_return;
}

// --- Where its promise comes from ----------------------------------------

struct by_traits {};
template <typename... Args>
struct std::coroutine_traits<void, by_traits, Args...> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() {}
  };
};
static void hasTraits(by_traits, int Id) { use(co_await load(Id)); }
// CHECK-NOTES: :[[@LINE-1]]:13: warning: an exception that leaves 'hasTraits' terminates the program; nobody can await it [async-detached-coroutine]
// CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: its promise comes from 'std::coroutine_traits'
// CHECK-NOTES: :[[@LINE-3]]:13: note: return 'home::task<>', and await it in every caller
task<> callsByTraits() {
  hasTraits({}, 1);
  co_return;
}
