// RUN: %check %s async-detached-coroutine %t -- -I%S/Inputs
#include "home_task.h"
#include <cassert>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>

void work();
void log(const char *Text) noexcept;
void report(std::exception_ptr Error);

template <typename Derived> struct DetachedPromise {
  Derived get_return_object() { return {}; }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() {}
};

struct Terminating {
  struct promise_type : DetachedPromise<Terminating> {
    void unhandled_exception() { std::terminate(); }
  };
};
struct Swallowing {
  struct promise_type : DetachedPromise<Swallowing> {
    void unhandled_exception() {
      // Nobody would hear of it.
    }
  };
};

Terminating terminates() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'terminates' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: return a task, and await it in every caller, or catch everything here
  work();
  co_return;
}
Swallowing swallows() {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an exception that leaves 'swallows' is lost; nobody can await it
  work();
  co_return;
}

// A declaration is silent.
Terminating declared();

struct Widget {
  Swallowing update();
  static Terminating reload() {
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: an exception that leaves 'reload' terminates
    work();
    co_return;
  }
};
Swallowing Widget::update() {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception that leaves 'update' is lost
  work();
  co_return;
}

void lambdas() {
  auto Start = []() -> Terminating {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an exception that leaves this coroutine terminates the program
    work();
    co_return;
  };
  Start();
}

// Logging helps nobody to catch it.
struct LogsAndAborts {
  struct promise_type : DetachedPromise<LogsAndAborts> {
    void unhandled_exception() {
      log("unhandled");
      std::abort();
    }
  };
};
LogsAndAborts logsAndAborts() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'logsAndAborts' terminates
  work();
  co_return;
}
struct ThrowsInNoexcept {
  struct promise_type : DetachedPromise<ThrowsInNoexcept> {
    void unhandled_exception() noexcept { throw; }
  };
};
ThrowsInNoexcept throwsInNoexcept() {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an exception that leaves 'throwsInNoexcept' terminates
  work();
  co_return;
}
struct Asserts {
  struct promise_type : DetachedPromise<Asserts> {
    void unhandled_exception() { assert(false); }
  };
};
Asserts asserts() {
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an exception that leaves 'asserts' terminates
  work();
  co_return;
}

// Starts by an awaiter of its own that is always ready.
struct Ready {
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
struct ReadyStart {
  struct promise_type : DetachedPromise<ReadyStart> {
    Ready initial_suspend() { return {}; }
    void unhandled_exception() {}
  };
};
ReadyStart readyStart() {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an exception that leaves 'readyStart' is lost
  work();
  co_return;
}

// By traits.
struct Fire {};
template <typename... Args> struct std::coroutine_traits<void, Fire, Args...> {
  struct promise_type : DetachedPromise<int> {
    void get_return_object() {}
    void unhandled_exception() { std::terminate(); }
  };
};
void byTraits(Fire) {
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: an exception that leaves 'byTraits' terminates the program; nobody can await it
  work();
  co_return;
}
void caughtByTraits(Fire) {
  try {
    work();
  } catch (...) {
  }
  co_return;
}
void plain(Fire) { work(); }

// Silent: somebody gets the exception.
struct Stores {
  struct promise_type : DetachedPromise<Stores> {
    std::exception_ptr Error;
    void unhandled_exception() { Error = std::current_exception(); }
  };
};
struct Rethrows {
  struct promise_type : DetachedPromise<Rethrows> {
    void unhandled_exception() { throw; }
  };
};
struct RethrowsByName {
  struct promise_type : DetachedPromise<RethrowsByName> {
    void unhandled_exception() {
      std::rethrow_exception(std::current_exception());
    }
  };
};
struct Handles {
  struct promise_type : DetachedPromise<Handles> {
    void unhandled_exception() { report(std::current_exception()); }
  };
};
struct Hidden {
  struct promise_type : DetachedPromise<Hidden> {
    void unhandled_exception();
  };
};
struct MayTerminate {
  struct promise_type : DetachedPromise<MayTerminate> {
    static inline void (*Handler)(std::exception_ptr) = nullptr;
    void unhandled_exception() {
      if (Handler)
        Handler(std::current_exception());
      else
        std::terminate();
    }
  };
};
Stores stores() { work(); co_return; }
Rethrows rethrows() { work(); co_return; }
RethrowsByName rethrowsByName() { work(); co_return; }
Handles handles() { work(); co_return; }
Hidden hidden() { work(); co_return; }
MayTerminate mayTerminate() { work(); co_return; }

// Silent: somebody can get at the coroutine, or has to start it.
struct Held {
  struct promise_type {
    Held get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> Handle;
};
struct Lazy {
  struct promise_type : DetachedPromise<Lazy> {
    std::suspend_always initial_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
  };
};
Held held() { work(); co_return; }
Lazy lazy() { work(); co_return; }

// Silent: everything is caught.
Terminating careful() {
  int Tries = 3;
  log("begin");
  try {
    for (int I = 0; I < Tries; ++I)
      work();
  } catch (...) {
    log("failed");
  }
  co_return;
}
Swallowing carefulAfterThought() try {
  work();
  co_return;
} catch (...) {
  log("failed");
}
Terminating cannotThrow() {
  log("nothing");
  co_return;
}

// All that is known to be thrown derives from it.
Terminating typed() {
  try {
    work();
  } catch (const std::exception &) {
  }
  co_return;
}
struct Refused {
  int Code;
};
Terminating typedAndItsOwn(int Code) {
  try {
    work();
    if (Code)
      throw Refused{Code};
  } catch (const Refused &) {
    log("refused");
  } catch (const std::exception &) {
  }
  co_return;
}

// These are not wholly inside.
Terminating throwsAnotherKind(int Code) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'throwsAnotherKind' terminates the program
  try {
    if (Code)
      throw Refused{Code};
  } catch (const std::exception &) {
  }
  co_return;
}
Swallowing typedAndLost() {
  try {
    work();
  } catch (const std::exception &) {
  }
  co_return;
}
Terminating rethrowing() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'rethrowing' terminates the program
  try {
    work();
  } catch (...) {
    throw;
  }
  co_return;
}
Terminating before() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'before' terminates the program
  work();
  try {
    work();
  } catch (...) {
  }
  co_return;
}
Terminating throwsInTyped() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'throwsInTyped' terminates the program
  try {
    work();
  } catch (const std::bad_alloc &) {
    throw 1;
  } catch (...) {
  }
  co_return;
}

// Silent: event handlers, and what another class prescribes.
struct Button {};
struct ClickEventArgs {};
template <typename T> struct ChangedArgs {};
struct Listener {
  virtual ~Listener() = default;
  virtual Terminating changed() = 0;
  virtual Terminating closed();
};
struct View : Listener {
  Terminating OnLoaded() { work(); co_return; }
  Terminating clicked(Button &, const ClickEventArgs &) { work(); co_return; }
  Terminating resized(Button *sender, int) { work(); co_return; }
  Terminating moved(Button &, ChangedArgs<int> args) { work(); co_return; }
  Terminating changed() override { work(); co_return; }
  Terminating closed() override { work(); co_return; }
};

// These look a little like it.
struct Board {
  Terminating Once() { work(); co_return; }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'Once' terminates
  Terminating Onboard() { work(); co_return; }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'Onboard' terminates
  Terminating On_load() { work(); co_return; }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'On_load' terminates
  Terminating args(const ClickEventArgs &) { work(); co_return; }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'args' terminates
  Terminating three(Button &, int, const ClickEventArgs &) { work(); co_return; }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'three' terminates
};

// One report for a template and its instantiations.
template <typename T> Terminating generic(T) {
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: an exception that leaves 'generic' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:35: note: not fixed: it depends on a template parameter
  work();
  co_return;
}
template <typename T> Terminating genericCareful(T) {
  try {
    work();
  } catch (...) {
  }
  co_return;
}
void instantiate() {
  generic(1);
  generic(2.0);
  genericCareful(1);
}

// Silent: no coroutine of such a type, and a task.
Terminating noCoroutine() { return terminates(); }
home::task<void> aTask() { work(); co_return; }

// --- What looks at the exception and forgets it -----------------------------

struct Forgetting {
  struct promise_type : DetachedPromise<Forgetting> {
    void unhandled_exception() {
      [[maybe_unused]] auto Error = std::current_exception();
    }
  };
};
Forgetting forgets() {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: an exception that leaves 'forgets' is lost
  work();
  co_return;
}
struct Silencing {
  struct promise_type : DetachedPromise<Silencing> {
    void unhandled_exception() noexcept {
      const std::exception_ptr Error(std::current_exception());
      (void)Error;
      static_cast<void>(std::current_exception());
      std::current_exception();
    }
  };
};
Silencing silences() {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: an exception that leaves 'silences' is lost
  work();
  co_return;
}
struct CatchingAll {
  struct promise_type : DetachedPromise<CatchingAll> {
    void unhandled_exception() {
      try {
        throw;
      } catch (...) {
      }
    }
  };
};
CatchingAll catchesAll() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'catchesAll' is lost
  work();
  co_return;
}
struct CatchingSome {
  struct promise_type : DetachedPromise<CatchingSome> {
    void unhandled_exception() noexcept {
      try {
        std::rethrow_exception(std::current_exception());
      } catch (const std::exception &) {
      }
    }
  };
};
CatchingSome catchesSome() {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: an exception that leaves 'catchesSome' terminates the program
  work();
  co_return;
}
struct Ending {
  struct promise_type : DetachedPromise<Ending> {
    void unhandled_exception() {
      try {
        throw;
      } catch (const std::exception &Error) {
        log(Error.what());
      } catch (...) {
        std::abort();
      }
    }
  };
};
Ending ends() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'ends' terminates the program
  work();
  co_return;
}

// Somebody hears of it.
struct Logging {
  struct promise_type : DetachedPromise<Logging> {
    void unhandled_exception() {
      try {
        throw;
      } catch (const std::exception &Error) {
        log(Error.what());
      } catch (...) {
      }
    }
  };
};
Logging logs() {
  work();
  co_return;
}
struct Keeping {
  struct promise_type : DetachedPromise<Keeping> {
    std::exception_ptr Kept;
    void unhandled_exception() {
      auto Error = std::current_exception();
      Kept = Error;
    }
  };
};
Keeping keeps() {
  work();
  co_return;
}
struct Reporting {
  struct promise_type : DetachedPromise<Reporting> {
    void unhandled_exception() {
      if (auto Error = std::current_exception())
        report(Error);
    }
  };
};
Reporting reports() {
  work();
  co_return;
}
struct Rethrowing {
  struct promise_type : DetachedPromise<Rethrowing> {
    void unhandled_exception() {
      try {
        throw;
      } catch (const std::exception &) {
      }
    }
  };
};
Rethrowing letsOthersPass() {
  work();
  co_return;
}

// By a specialization of the traits.
struct ByTraits {};
struct TraitsPromise {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { auto Error = std::current_exception(); }
};
template <class... A> struct std::coroutine_traits<ByTraits, A...> {
  struct promise_type : TraitsPromise {
    ByTraits get_return_object() { return {}; }
  };
};
ByTraits lostByTraits() {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'lostByTraits' is lost
  work();
  co_return;
}
