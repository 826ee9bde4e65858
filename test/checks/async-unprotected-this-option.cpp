// RUN: %check %s async-unprotected-this %t -config='{CheckOptions: {async-unprotected-this.AssumeShared: true}}' --

// Classes without a way to keep themselves alive, all the same.

#include <coroutine>
#include <exception>
#include <memory>

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void spawn(task);
task rest();

class model {
public:
  detached load() {
    co_await rest();
    ++Loads;
  }
  void start() { spawn(run()); }

  // Silent.
  detached last() {
    ++Loads;
    co_await rest();
  }
  detached given(std::shared_ptr<model>) {
    co_await rest();
    ++Loads;
  }
  task awaits() { co_await run(); }

private:
  task run() {
    co_await rest();
    ++Loads;
  }
  int Loads = 0;
};
static model TheModel;

class other {
public:
  detached load() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'load', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: how its object is kept alive is for you to tell
    ++Loads;
  }
  void start() { spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs

private:
  task run() {
    co_await rest();
    ++Loads;
  }
  int Loads = 0;
};
