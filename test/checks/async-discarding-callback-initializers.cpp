// RUN: %check %s async-discarding-callback %t -- -isystem %S/Inputs -Wno-unused

// Callables that are handed over where no function's body stands: default
// arguments, initializers of members and of variables.

#include <functional>
#include <tasks.h>

using home::task;

task<> save();
task<int> load(int Id);
void plain();
using Handler = std::function<void()>;
using Saving = std::function<task<>()>;

void every(int Seconds, Handler Action = save);
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:42: note: not fixed: give it a callable that starts the task and keeps it
void every(int Seconds, Handler Action);
void once(Handler Action = [] { return save(); }) { Action(); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that this lambda returns is dropped by
Handler OnTick = save;
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'save' returns is dropped by

struct Service {
  explicit Service(Handler Start = save);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by
  Service(int) : OnStop(save), Number(1) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task that 'save' returns is dropped by
  Handler OnClose = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'save' returns is dropped by
  Handler OnStop{&save};
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'save' returns is dropped by
  int Number = 0;
  static inline std::function<void(int)> Loader = load;
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: the task that 'load' returns is dropped by
};
template <class T> struct Generic {
  Handler OnClose = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'save' returns is dropped by
  void at(T Place, Handler Action = save);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task that 'save' returns is dropped by
};
Generic<int> Made;

// What takes a task, or gets none.
void twice(Saving Action = save, Handler Then = plain);
void never(Handler Action = nullptr, Handler Other = {});
Saving OnSave = save;
Handler OnNothing = [] {};
struct Quiet {
  Quiet(Saving Start = save) : OnStart(Start), OnEnd(plain) {}
  Saving OnStart = save;
  Handler OnEnd = plain;
  std::function<task<int>(int)> Loader{load};
};
