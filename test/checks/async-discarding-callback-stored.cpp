// RUN: %check %s async-discarding-callback %t -- -isystem %standins -Wno-unused -pthread
// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused -pthread

// Variables and members that could give the task to those who call them.

#include <cppcoro/task.hpp>
#include <functional>
#include <string>

cppcoro::task<> save();
cppcoro::task<> store(int Id);
cppcoro::task<int> count();

cppcoro::task<> of_a_variable() {
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES: std::function<cppcoro::task<>()> Callback = save;
  if (Callback)
    Callback();
    // CHECK-FIXES: co_await Callback();
  Callback = nullptr;
}
cppcoro::task<> with_arguments(bool Twice) {
  std::function<void(int)> Callback;
  // CHECK-FIXES: std::function<cppcoro::task<>(int)> Callback;
  Callback = store;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'store' returns is dropped
  Callback(1);
  // CHECK-FIXES: co_await Callback(1);
  if (Twice)
    Callback(2);
    // CHECK-FIXES: co_await Callback(2);
}

class Session {
public:
  Session() {
    Done = [this]() -> cppcoro::task<> { co_await store(Id); };
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that this lambda returns is dropped
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: what is stored in 'Done' must stay there until its task is complete
  }
  cppcoro::task<> run() {
    co_await save();
    if (Done)
      Done();
      // CHECK-FIXES-NOTES: co_await Done();
  }
  void stop() { Done = nullptr; }

private:
  int Id = 0;
  std::function<void()> Done;
  // CHECK-FIXES-NOTES: std::function<cppcoro::task<>()> Done;
};

// --- Not fixed ---------------------------------------------------------------

void plain() {
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable that starts the task, with 'cppcoro::async_scope::spawn'
  Callback();
}
void put();
cppcoro::task<> also_plain(bool Quiet) {
  std::function<void()> Callback = put;
  if (Quiet)
    Callback = save;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'save' returns is dropped
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: give it a callable
  Callback();
  co_return;
}
void keep(std::function<void()> Callback);
cppcoro::task<> passed_on() {
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable
  Callback();
  keep(Callback);
  co_return;
}
cppcoro::task<> with_a_value() {
  std::function<void()> Callback = count;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'count' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable
  Callback();
  co_return;
}
// Each would change the type, of the other one, too.
cppcoro::task<> two_at_once() {
  std::function<void()> First = save, Second = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: not fixed: give it a callable
  // CHECK-MESSAGES: :[[@LINE-3]]:48: warning: the task that 'save' returns is dropped
  First();
  Second();
  co_return;
}
cppcoro::task<> twice(bool Again) {
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable
  if (Again)
    Callback = save;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'save' returns is dropped
  Callback();
  co_return;
}
using Handler = std::function<void()>;
cppcoro::task<> by_an_alias() {
  Handler Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: not fixed: give it a callable
  Callback();
  co_return;
}

class Open {
public:
  std::function<void()> Done;
  Open() { Done = save; }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: give it a callable
  cppcoro::task<> run() { Done(); co_return; }
};
class Elsewhere {
public:
  Elsewhere() { Done = save; }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task that 'save' returns is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: give it a callable
  cppcoro::task<> run() { Done(); co_return; }
  void more();

private:
  std::function<void()> Done;
};

// --- Silent ------------------------------------------------------------------

cppcoro::task<> silent() {
  std::function<cppcoro::task<>()> Kept = save;
  std::function<void()> Plain = put;
  Plain();
  std::function<void()> Nothing;
  co_await Kept();
}
