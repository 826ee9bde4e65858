// RUN: %check %s async-unprotected-this %t --

// Types of the program's own: a task, a scope, a gate.

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

// Runs when it is awaited.
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  task(task &&);
  ~task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
// Runs at once.
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  job();
  job(job &&);
  job &operator=(job &&);
  ~job();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct rest {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void spawn(task);
void spawn_detached(task, std::function<void()> Done = {});
struct scope {
  ~scope();
  void spawn(task);
  task join();
};
struct loop {
  void spawn(task);
  void run();
};
class door {
public:
  class holder {
  public:
    explicit holder(door &);
    ~holder();
  };
  holder hold();
  void enter();
  void leave();
  task close();
};
template <typename F> job through(door &, F);

class session : public std::enable_shared_from_this<session> {
public:
  void starts() { spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void starts_with(int Id) { spawn(load(Id)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: nothing keeps this object alive while 'load' runs [async-unprotected-this]
  void starts_detached() { spawn_detached(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  void starts_in(loop &Loop) { Loop.spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  void starts_lambda(loop &Loop) {
    Loop.spawn([this]() -> task {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
      co_await rest();
      ++Runs;
    }());
  }
  void starts_in_a_lambda() {
    const auto Start = [this] { spawn(run()); };
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
    Start();
  }
  void starts_either(bool If) { spawn(If ? run() : load(1)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  void starts_many() {
    for (int I = 0; I < 3; ++I)
      spawn(load(I));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing keeps this object alive while 'load' runs [async-unprotected-this]
  }
  void starts_moved() {
    task Work = run();
    spawn(std::move(Work));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  }
  void starts_a_chain() { spawn(awaits_first()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing keeps this object alive while 'awaits_first' runs [async-unprotected-this]
  void looks_through(loop &Loop) {
    Loop.spawn(shared_from_this()->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  }
  void gives_a_pointer() {
    auto self = shared_from_this();
    spawn(given(self.get()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'given' runs [async-unprotected-this]
  }
  task starts_and_waits() {
    spawn(run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
    co_await rest();
  }

  // --- Silent ----------------------------------------------------------------

  void gives_an_owner() { spawn(owned(shared_from_this())); }
  void gives_a_copy() {
    auto self = shared_from_this();
    spawn(owned(self));
  }
  void gives_a_weak_one() { spawn(asked(weak_from_this())); }
  void keeps_by_what_is_called() {
    spawn_detached(run(), [self = shared_from_this()] {});
  }
  void keeps_in_the_lambda(loop &Loop) {
    Loop.spawn([](std::shared_ptr<session> That) -> task {
      co_await rest();
      ++That->Runs;
    }(shared_from_this()));
  }
  void joins_here() {
    scope Scope;
    Scope.spawn(run());
    Scope.spawn(load(1));
  }
  void joined() { Scope.spawn(run()); }
  task waits() { co_await run(); }
  task returns() { return run(); }
  void keeps() { Works.push_back(run()); }
  void reads() { spawn(reads_first()); }
  void only_tests(bool If) { spawn(returns_early(If)); }
  void of_a_part() { spawn(Part.run()); }
  void elsewhere() { spawn(unseen()); }
  void of_the_class() { spawn(free(shared_from_this())); }

private:
  struct part {
    task run() {
      co_await rest();
      ++Runs;
    }
    int Runs = 0;
  };
  static task free(std::shared_ptr<session> That) {
    co_await rest();
    ++That->Runs;
  }
  task unseen();
  task run() {
    co_await rest();
    ++Runs;
  }
  task load(int Id) {
    co_await rest();
    Runs += Id;
  }
  task awaits_first() { co_await run(); }
  task given(session *) {
    co_await rest();
    ++Runs;
  }
  task owned(std::shared_ptr<session>) {
    co_await rest();
    ++Runs;
  }
  task asked(std::weak_ptr<session> Weak) {
    co_await rest();
    if (auto self = Weak.lock())
      ++Runs;
  }
  task reads_first() {
    ++Runs;
    co_await rest();
  }
  task returns_early(bool If) {
    if (If) {
      co_await rest();
      co_return;
    }
    ++Runs;
  }
  scope Scope;
  part Part;
  std::vector<task> Works;
  int Runs = 0;
};

// --- A gate of its own -------------------------------------------------------

class library {
public:
  task close() { co_await Door.close(); }
  void lends() { lend(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing holds 'Door' while 'lend' runs in the background [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: hold it until this work has ended
  void lends_to_nobody() { (void)lend(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: nothing holds 'Door' while 'lend' runs in the background [async-unprotected-this]
  void holds_too_short() {
    auto Held = Door.hold();
    lend();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds 'Door' while 'lend' runs in the background [async-unprotected-this]
  }
  void holds_in_a_block() {
    {
      door::holder Held(Door);
    }
    lend();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds 'Door' while 'lend' runs in the background [async-unprotected-this]
  }

  // Silent.
  void lends_well() { lend_to(Door.hold()); }
  void lends_through() {
    through(Door, [this] { return lend(); });
  }
  void enters() {
    Door.enter();
    lend();
  }
  void holds() { held(); }
  void keeps() { Last = lend(); }
  void closes() { close_all(); }
  task waits() { co_await lend(); }

private:
  job lend() {
    co_await rest();
    ++Lent;
  }
  job lend_to(door::holder) {
    co_await rest();
    ++Lent;
  }
  job held() {
    door::holder Held(Door);
    co_await rest();
    ++Lent;
  }
  job close_all() {
    co_await rest();
    Lent = 0;
  }
  door Door;
  job Last;
  int Lent = 0;
};

// Its stop() waits, and for one of its jobs only.
class archive {
public:
  task stop() { co_await Writing; }
  void starts() {
    Writing = write();
    index();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'index' runs in the background, and 'stop' does not wait for it [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what ends it, or waits for it, is for you to tell
  }
  void tells() { count(); }

private:
  job write() {
    co_await rest();
    ++Files;
  }
  job index() {
    co_await rest();
    ++Files;
  }
  // It looks at what stop() waits for.
  job count() {
    co_await rest();
    Writing = write();
  }
  job Writing;
  int Files = 0;
};

// No stop(), no gate, no owner.
class plain {
public:
  void starts() {
    index();
    spawn(run());
  }

private:
  job index() {
    co_await rest();
    ++Files;
  }
  task run() {
    co_await rest();
    ++Files;
  }
  int Files = 0;
};

// --- What owns its scope -----------------------------------------------------

class unjoined : public std::enable_shared_from_this<unjoined> {
public:
  void starts() { Loop.spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]

private:
  task run() {
    co_await rest();
    ++Runs;
  }
  loop Loop;
  int Runs = 0;
};
class joined : public std::enable_shared_from_this<joined> {
public:
  ~joined() { Loop.stop(); }
  void starts() { Loop.spawn(run()); }

private:
  struct stopping : loop {
    void stop();
  };
  task run() {
    co_await rest();
    ++Runs;
  }
  stopping Loop;
  int Runs = 0;
};
