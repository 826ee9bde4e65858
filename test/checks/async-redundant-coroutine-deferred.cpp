// RUN: %check %s async-redundant-coroutine %t -config='{CheckOptions: {async-redundant-coroutine.ReportDeferred: true}}' -- -I %inputs
// RUN: %check %s async-redundant-coroutine %t -config='{CheckOptions: {async-redundant-coroutine.ReportDeferred: true}}' -fix-notes -check-suffixes=,NOTES -- -I %inputs

// Frames of lazy tasks that make something wait for the await, for those who
// want to count them.

#include "tasks.h"
#include <memory>

using home::task;

struct User {
  int Id = 0;
};
task<User> load(int Id);

int next_id();
int Current = 0;

// Evaluated when called, and not when awaited.
task<User> calls() {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'calls' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'return' evaluates this when 'calls' is called, not when its task is awaited
  co_return co_await load(next_id());
  // CHECK-FIXES-NOTES: return load(next_id());
}
task<User> reads_global() {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'reads_global' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'return' evaluates this
  co_return co_await load(Current);
  // CHECK-FIXES-NOTES: return load(Current);
}
task<User> reads_reference(int &Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'reads_reference' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'return' evaluates this
  co_return co_await load(Id);
  // CHECK-FIXES-NOTES: return load(Id);
}
struct Reads {
  int Id = 0;
  task<User> member() {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'member' only passes on
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: 'return' evaluates this
    co_return co_await load(Id);
    // CHECK-FIXES-NOTES: return load(Id);
  }
};
class Session {
  struct Implementation {
    task<User> load(int Id);
  };
  std::unique_ptr<Implementation> Owned;

public:
  task<User> by_owner(int Id) {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'by_owner' only passes on
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: 'return' evaluates this
    co_return co_await Owned->load(Id);
    // CHECK-FIXES-NOTES: return Owned->load(Id);
  }
};

// --- Silent ---------------------------------------------------------------

task<User> of_its_own(User U) { co_return U; }
task<User> twice(int Id) {
  co_await load(Id);
  co_return co_await load(Current);
}
struct Base {
  virtual task<User> get() { co_return co_await load(Current); }
};
