// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=,NOTES -- -I%S/Inputs -Wno-unused
// Who stops something knows what it does: nothing there is to be stopped again.

#include "tasks.h"
#include <exception>
#include <memory>
#include <stop_token>
#include <utility>

using home::task;
using std::stop_source;
using std::stop_token;

struct timeout {};
task<> step(int Id, stop_token Token = {});
task<> blocking(stop_token Token);
task<> after(int Milliseconds, stop_token Token = {});
void log(const char *);

struct lock {
  task<> take(stop_token Token = {});
  task<> close();
  void broken();
  int waiters() const;
};

// --- Reported ----------------------------------------------------------------

class service {
  task<> run() {
    co_await Lock.take();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'take' does not get the stop token 'Stop.get_token()', so it goes on when it should stop [async-unpropagated-stop-token]
    // CHECK-FIXES: co_await Lock.take(Stop.get_token());
  }
  // It would leave by another way.
  task<> in_typed_try() {
    try {
      co_await Lock.take();
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'take' does not get the stop token 'Stop.get_token()'
      // CHECK-MESSAGES: :[[@LINE-2]]:21: note: what a stopped call throws may be none of what is caught here
      // CHECK-FIXES-NOTES: co_await Lock.take(Stop.get_token());
    } catch (const timeout &) {
      log("time is up");
    }
  }
  task<> in_any_try() {
    try {
      co_await Lock.take();
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'take' does not get the stop token 'Stop.get_token()'
      // CHECK-FIXES: co_await Lock.take(Stop.get_token());
    } catch (...) {
      log("failed");
    }
  }
  void finish() {
    Stop.request_stop();
    log(Lock.waiters() ? "waits" : "idle");
  }
  lock Lock;
  stop_source Stop;
};
// A parameter says that the function can be stopped.
task<> parameter_in_typed_try(stop_token Token) {
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
    // CHECK-FIXES: co_await step(1, Token);
  } catch (const timeout &) {
    log("time is up");
  }
}
task<> caught_and_goes_on(stop_token Token) {
  try {
    co_await blocking(Token);
  } catch (const timeout &) {
    log("time is up");
  }
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'step' does not get the stop token 'Token'
  // CHECK-FIXES: co_await step(1, Token);
}
task<> own_source(bool Quick) {
  stop_source Mine;
  try {
    co_await blocking(Mine.get_token());
  } catch (const timeout &) {
    co_return;
  }
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'step' does not get the stop token 'Mine.get_token()'
  // CHECK-FIXES: co_await step(1, Mine.get_token());
}

// Moved away later, and not in a round before.
task<> moved_behind_the_loop(stop_token Token, int N) {
  for (int I = 0; I < N; ++I)
    co_await step(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
    // CHECK-FIXES: co_await step(I, Token);
  co_await blocking(std::move(Token));
}
task<> stops_for_another_reason(stop_token Token, bool Late) {
  if (!Token.stop_requested() || Late)
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
    // CHECK-FIXES: co_await step(1, Token);
  if (Late && !Token.stop_requested())
    co_await step(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
    // CHECK-FIXES: co_await step(2, Token);
}

// --- Silent ------------------------------------------------------------------

// The lock is told as well.
class broken {
  task<> run() { co_await Lock.take(); }
  task<> through_pointer() { co_await Shared->take(); }
  void finish() {
    Stop.request_stop();
    Lock.broken();
    Shared->broken();
  }
  lock Lock;
  std::shared_ptr<lock> Shared;
  stop_source Stop;
};
// By the function that stops the rest, too.
class broken_later {
  task<> run() { co_await Lock.take(); }
  void ask() { Stop.request_stop(); }
  void close() {
    ask();
    Lock.broken();
  }
  lock Lock;
  stop_source Stop;
};
// Part of stopping, though its name does not say so.
class flushes {
  task<> finish() {
    Stop.request_stop();
    co_await flush();
    co_await rest();
  }
  task<> flush() { co_await step(1); }
  task<> rest() { co_await last(); }
  task<> last() { co_await step(2); }
  stop_source Stop;
};
class named {
  task<> stop() { co_await step(1); }
  task<> close_all() { co_await step(2); }
  task<> Shutdown() { co_await step(3); }
  task<> _cleanup() { co_await step(4); }
  stop_source Source;
};
// What was to be stopped has been.
task<> cancelled_in_test() {
  stop_source Mine;
  bool Cancelled = false;
  try {
    co_await blocking(Mine.get_token());
  } catch (const timeout &) {
    Cancelled = true;
  }
  if (!Cancelled)
    throw timeout();
  co_await after(100);
}
// The lock must be held again, before the failure goes on.
task<> wait(lock &Lock, stop_token Token) {
  bool Failed = false;
  try {
    co_await blocking(Token);
  } catch (const timeout &) {
    Failed = true;
  }
  co_await Lock.take();
  if (Failed)
    throw timeout();
}
task<> remembered(stop_token Token) {
  std::exception_ptr Error;
  try {
    co_await blocking(Token);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await step(1);
  if (Error)
    std::rethrow_exception(Error);
}
// Each call got what it was meant to get.
task<> chosen() {
  stop_source First, Second;
  co_await step(1, First.get_token());
  co_await step(2, Second.get_token());
  co_await step(3);
}
// Moved away in the round before.
task<> moved_in_the_loop(stop_token Token, int N) {
  for (int I = 0; I < N; ++I) {
    co_await step(I);
    co_await blocking(std::move(Token));
  }
}
task<> moved_at_times(stop_token Token, bool (*More)()) {
  while (More()) {
    co_await step(1);
    if (!More())
      co_await blocking(std::move(Token));
  }
}
// Asked together with something else.
task<> stopped_and_late(stop_token Token, bool Late) {
  co_await blocking(Token);
  if (Token.stop_requested() && Late)
    co_await step(1);
  if (Late && Token.stop_requested())
    co_await step(2);
  if (!Token.stop_requested() || Late)
    log("goes on");
  else
    co_await step(3);
}

// --- Behind a test that leads away while nobody has stopped it ---------------

task<> undo();
task<> undone(stop_token Token) {
  if (!Token.stop_requested()) {
    co_await step(1, Token);
    co_return;
  }
  co_await step(2);
}
task<> undone_else(stop_token Token) {
  if (Token.stop_requested())
    log("stopped");
  else
    co_return;
  co_await step(2);
}
task<> in_a_round(stop_token Token) {
  for (;;) {
    if (!Token.stop_requested())
      continue;
    co_await step(2);
  }
}
task<> goes_on(stop_token Token) {
  if (!Token.stop_requested())
    log("goes on");
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'step' does not get the stop token 'Token'
  // CHECK-FIXES: co_await step(2, Token);
}
task<> can_never_stop(stop_token Token) {
  if (!Token.stop_possible()) {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
    // CHECK-FIXES: co_await step(1, Token);
    co_return;
  }
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'step' does not get the stop token 'Token'
  // CHECK-FIXES: co_await step(2, Token);
}

// --- What else runs only when it was stopped ---------------------------------

task<> by_a_variable(stop_token Token) {
  const bool Stopped = Token.stop_requested();
  if (Stopped)
    co_await step(2);
}
task<> by_a_choice(stop_token Token) {
  co_await (Token.stop_requested() ? step(2) : step(1, Token));
}
task<> by_a_switch(stop_token Token) {
  switch (Token.stop_requested()) {
  case true:
    co_await step(2);
  }
}
task<> behind_an_endless_loop(stop_token Token) {
  for (;;) {
    if (Token.stop_requested())
      break;
    co_await step(1, Token);
  }
  co_await step(2);
}
task<> by_what_a_handler_sets(stop_token Token) {
  bool Failed = false;
  try {
    co_await step(1, Token);
  } catch (...) {
    Failed = true;
  }
  if (Failed)
    co_await step(2);
}
task<> behind_another_break(stop_token Token, bool Done) {
  for (;;) {
    if (Done)
      break;
    co_await step(1, Token);
  }
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'step' does not get the stop token 'Token'
  // CHECK-FIXES: co_await step(2, Token);
}
task<> by_what_is_no_failure(stop_token Token, bool Twice) {
  if (Twice)
    co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'step' does not get the stop token 'Token'
  // CHECK-FIXES: co_await step(2, Token);
}
