// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.notes -fix-notes -check-suffixes=NOTES -- -I%S/Inputs -pthread -Wno-unused
// RUN: %check %s async-unpropagated-stop-token %t.off -config='{CheckOptions: {async-unpropagated-stop-token.ReportUnusedTokens: false, async-unpropagated-stop-token.SuggestParameter: true}}' -check-suffixes=SUGGEST -- -I%S/Inputs -pthread -Wno-unused
// Tokens that go nowhere.

#include "tasks.h"
#include <functional>
#include <stop_token>
#include <utility>

using home::task;
using std::stop_token;
task<> step(int Id);
task<bool> more();
task<> fetch(int Id, stop_token Token = {});
void log(const char *);

namespace parameters {
task<> unused(stop_token Token) { co_await step(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the stop token 'Token' is never used, so 'unused' goes on when it should stop [async-unpropagated-stop-token]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: not fixed: nothing here takes it
// CHECK-MESSAGES-NOTES: :[[@LINE-3]]:26: warning: the stop token 'Token' is never used
task<> passes(stop_token Token) { return step(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the stop token 'Token' is never used
// CHECK-MESSAGES-NOTES: :[[@LINE-2]]:26: warning: the stop token 'Token' is never used

task<> looksAtIt(stop_token Token) {
  if (!Token.stop_requested())
    co_await step(1);
}
task<> handsItOn(stop_token Token) { co_await fetch(1, Token); }
task<> unnamed(stop_token) { co_await step(1); }
task<> marked([[maybe_unused]] stop_token Token) { co_await step(1); }
task<> cast(stop_token Token) {
  (void)Token;
  co_await step(1);
}
task<> declared(stop_token Token);
task<> nothingToStop(stop_token Token) { co_return; }
int ordinary(stop_token Token) { return 1; }
struct worker {
  virtual ~worker();
  virtual task<> run(stop_token Token) { co_await step(1); }
};
struct special : worker {
  task<> run(stop_token Token) override { co_await step(1); }
};
struct function_object {
  task<> operator()(stop_token Token) { co_await step(1); }
};
task<> callback(stop_token Token) { co_await step(1); }
void run(std::function<task<>(stop_token)>);
void registers() {
  run(callback);
  run([](stop_token Token) { return step(1); });
}
template <typename T> task<> chosen(T Value, stop_token Token) {
  if constexpr (sizeof(T) == 1)
    co_await fetch(1, Token);
  else
    co_await step(1);
}
template task<> chosen(int, stop_token);
// Called with it where the template decides what is called.
task<> demanded(stop_token Token) { co_await step(1); }
task<> demanded(int);
template <typename T> task<> demands(T Value) {
  co_await demanded(Value);
}
} // namespace parameters

namespace loops {
task<> endless(stop_token Token) {
  while (true)
    co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop awaits, and never looks at the stop token 'Token' [async-unpropagated-stop-token]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: look at it in the condition, if the loop may end there
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:3: warning: this loop awaits
  // CHECK-FIXES-NOTES: while (!Token.stop_requested())
}
task<> forEver(stop_token Token) {
  for (;;) {
    co_await step(1);
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop awaits
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:3: warning: this loop awaits
  // CHECK-FIXES-NOTES: for (; !Token.stop_requested();) {
}
task<> condition(stop_token Token) {
  while (co_await more()) {
    co_await step(1);
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop awaits
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:3: warning: this loop awaits
  // CHECK-FIXES-NOTES: while (!Token.stop_requested() && co_await more()) {
}
task<> atTheEnd(stop_token Token) {
  int Left = 3;
  do {
    co_await step(1);
  } while (--Left > 0);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop awaits
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:3: warning: this loop awaits
  // CHECK-FIXES-NOTES: } while (!Token.stop_requested() && (--Left > 0));
}
task<int> value(stop_token Token) {
  while (true)
    if (co_await more())
      co_return 1;
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop awaits
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: not fixed: what to return then is for you to decide
  // CHECK-MESSAGES-NOTES: :[[@LINE-5]]:3: warning: this loop awaits
}
task<> variable(stop_token Token) {
  while (bool More = co_await more())
    co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop awaits
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: not fixed: the condition declares a variable
  // CHECK-MESSAGES-NOTES: :[[@LINE-4]]:3: warning: this loop awaits
}
task<> lookedAtBefore(stop_token Token) {
  if (Token.stop_requested())
    co_return;
  while (true)
    co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop awaits
  // CHECK-MESSAGES-NOTES: :[[@LINE-3]]:3: warning: this loop awaits
  // CHECK-FIXES-NOTES: while (!Token.stop_requested())
}

task<> looks(stop_token Token) {
  while (!Token.stop_requested())
    co_await step(1);
}
task<> breaks(stop_token Token) {
  for (;;) {
    if (Token.stop_requested())
      break;
    co_await step(1);
  }
}
task<> outerLooks(stop_token Token) {
  while (!Token.stop_requested())
    while (co_await more())
      co_await step(1);
}
task<> taken(stop_token Token) {
  while (co_await more())
    co_await fetch(1, Token);
}
task<> toldByCallback(stop_token Token) {
  bool Stop = false;
  std::stop_callback Callback(Token, [&] { Stop = true; });
  while (!Stop)
    co_await step(1);
}
task<> counted(stop_token Token) {
  for (int I = 0; I < 3; ++I)
    co_await step(I);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> over(stop_token Token) {
  for (int I : {1, 2, 3})
    co_await step(I);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> doesNotAwait(stop_token Token) {
  int Left = 3;
  while (--Left > 0)
    log("");
  co_await fetch(1, Token);
}
} // namespace loops

namespace suggestions {
task<> none() {
  co_await fetch(1);
  // CHECK-MESSAGES-SUGGEST: :[[@LINE-1]]:12: warning: 'fetch' would take a stop token, but 'none' has none to give it [async-unpropagated-stop-token]
  co_await fetch(2);
}
task<> deliberate() { co_await fetch(1, {}); }
task<> plain() { co_await step(1); }
} // namespace suggestions
