// Functions between a token and what takes one, which have no parameter to hand
// it on by.
// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t -fix-notes -check-suffixes=,NOTES -- -I%S/Inputs -pthread -Wno-unused
#include "home_task.h"
#include <stop_token>

using home::task;
task<void> delay(int Seconds, std::stop_token Stop = {});
task<void> other(int Id);
bool busy();

// One between, two calls in it, a declaration before.
static task<void> poll(int Id);
// CHECK-FIXES: static task<void> poll(int Id, std::stop_token stop);
task<void> session(std::stop_token St) {
  while (busy())
    co_await poll(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: note: 'poll' is called without it here
    // CHECK-FIXES: co_await poll(1, St);
}
static task<void> poll(int Id) {
  // CHECK-MESSAGES: :[[@LINE-9]]:19: note: 'poll' has no parameter to hand it on by
  // CHECK-FIXES: static task<void> poll(int Id, std::stop_token stop) {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'session', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: co_await delay(1, stop);
  co_await other(Id);
  co_await delay(2);
  // CHECK-FIXES: co_await delay(2, stop);
}

// Others call it without: a default, where it is declared first.
namespace {
task<void> retried() {
  // CHECK-FIXES: task<void> retried(std::stop_token stop = {}) {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'retries'
  // CHECK-FIXES: co_await delay(1, stop);
}
task<void> retries(std::stop_token St) {
  co_await retried();
  // CHECK-FIXES: co_await retried(St);
}
task<void> without() { co_await retried(); }

// Several between; what is called stop already gets another name.
struct worker {
  int stop = 0;
  task<void> step() {
    // CHECK-FIXES: task<void> step(std::stop_token stop_token) {
    stop = 1;
    co_await delay(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'delay' does not get the stop token 'St' of 'work'
    // CHECK-FIXES: co_await delay(1, stop_token);
  }
  task<void> steps(int Count = 1) {
    // CHECK-FIXES: task<void> steps(int Count = 1, std::stop_token stop = {}) {
    co_await step();
    // CHECK-FIXES: co_await step(stop);
    co_await delay(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'delay' does not get the stop token 'St' of 'work'
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: fixed together with the first call in 'step'
    // CHECK-FIXES: co_await delay(2, stop);
  }
};
task<void> work(std::stop_token St, worker &W) {
  co_await W.steps();
  // CHECK-FIXES: co_await W.steps(1, St);
}

// Of a lambda, and of a function that calls itself.
task<void> counted(int Times) {
  // CHECK-FIXES: task<void> counted(int Times, std::stop_token stop) {
  if (Times > 0)
    co_await counted(Times - 1);
    // CHECK-FIXES: co_await counted(Times - 1, stop);
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of this lambda
  // CHECK-FIXES: co_await delay(1, stop);
}
auto Runs = [](std::stop_token St) -> task<void> {
  co_await counted(2);
  // CHECK-FIXES: co_await counted(2, St);
};
} // namespace

// Other files may call it.
task<void> shared() {
  // CHECK-FIXES-NOTES: task<void> shared(std::stop_token stop) {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'shares'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: other files may call 'shared'
  // CHECK-FIXES-NOTES: co_await delay(1, stop);
}
static task<void> shares(std::stop_token St) {
  co_await shared();
  // CHECK-FIXES-NOTES: co_await shared(St);
}

// --- Obstacles ---------------------------------------------------------------

namespace {
struct base {
  virtual task<void> overridden() {
    co_await delay(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'delay' does not get
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'overridden' is virtual
  }
};
task<void> overriding(base &B, std::stop_token St) { co_await B.overridden(); }

task<void> addressed() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: the address of 'addressed' is taken
}
task<void> addresses(std::stop_token St) {
  task<void> (*Address)() = addressed;
  co_await addressed();
}

task<void> overloaded() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'overloaded' is overloaded
}
task<void> overloaded(int);
task<void> overloads(std::stop_token St) { co_await overloaded(); }

task<void> templated() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: a template calls 'templated'
}
template <typename T> task<void> calls(T) { co_await templated(); }
task<void> instantiates(std::stop_token St) {
  co_await templated();
  co_await calls(1);
}

task<void> asked(void) {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: the parameters of 'asked' are written in another way
}
task<void> asks(std::stop_token St) { co_await asked(); }

task<void> ambiguous() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: which token of 'ambiguously' is meant is for you to decide
}
task<void> clearly(std::stop_token St) { co_await ambiguous(); }
task<void> ambiguously(std::stop_token A, std::stop_token B) {
  co_await ambiguous();
}

#define CALL_IT co_await in_macro()
task<void> in_macro() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: {{.*}}macro
}
task<void> by_macro(std::stop_token St) { CALL_IT; }

// --- Silent ------------------------------------------------------------------

// Nobody has one.
task<void> alone() { co_await delay(1); }
task<void> calls_alone() { co_await alone(); }

// It is cleaning up, or is called where that is done.
task<void> close_all() { co_await delay(1); }
task<void> closes([[maybe_unused]] std::stop_token St) { co_await close_all(); }
task<void> cleans() { co_await delay(1); }
task<void> fails(std::stop_token St) {
  bool Failed = false;
  while (!St.stop_requested())
    co_await other(1);
  co_await cleans();
}

// What was given on purpose, and a token of its own.
task<void> none() { co_await delay(1, {}); }
task<void> gives_none([[maybe_unused]] std::stop_token St) { co_await none(); }
task<void> own() {
  std::stop_source Source;
  co_await delay(1, Source.get_token());
}
task<void> has_own([[maybe_unused]] std::stop_token St) { co_await own(); }
} // namespace
