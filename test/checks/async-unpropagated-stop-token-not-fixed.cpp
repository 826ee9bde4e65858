// RUN: %check %s async-unpropagated-stop-token %t \
// RUN:   -config="{CheckOptions: {async-unpropagated-stop-token.SuggestParameter: true, async-unpropagated-stop-token.IgnoreMacros: false}}" -- -I %S/Inputs -pthread

// Why a token is not looked at, or handed on, by a fix.

#include "tasks.h"
#include <optional>
#include <stop_token>

using home::task;
using std::stop_token;

task<> step(int Id);
task<> fetch(int Id, stop_token Token = {});
#define FOREVER for (;;)
// CHECK-NOTES: :[[@LINE-1]]:17: note: expanded from macro 'FOREVER'
// CHECK-NOTES: :[[@LINE-2]]:17: note: expanded from macro 'FOREVER'

task<> byPointer(const stop_token *Token) {
  while (true)
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this loop awaits, and never looks at the stop token 'Token' [async-unpropagated-stop-token]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: there may be no token
    co_await step(1);
}

task<> byOptional(std::optional<stop_token> Token) {
  for (;;)
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this loop awaits, and never looks at the stop token 'Token' [async-unpropagated-stop-token]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: there may be no token
    co_await step(1);
}

task<> inAMacro(stop_token Token) {
  FOREVER
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this loop awaits, and never looks at the stop token 'Token' [async-unpropagated-stop-token]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: its source text cannot be found
    co_await step(1);
}

task<> plain(stop_token Token) {
  for (;;)
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this loop awaits, and never looks at the stop token 'Token' [async-unpropagated-stop-token]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: look at it in the condition, if the loop may end there
    co_await step(1);
}

task<> hasNone(int Id) { co_await fetch(Id); }
// CHECK-NOTES: :[[@LINE-1]]:35: warning: 'fetch' would take a stop token, but 'hasNone' has none to give it [async-unpropagated-stop-token]
// CHECK-NOTES: :[[@LINE-2]]:8: note: a parameter of the type 'std::stop_token' would hand it on
