// RUN: %check %s async-swallowed-cancellation %t -- -I %inputs
// RUN: %check %s async-swallowed-cancellation %t-notes -fix-notes -check-suffixes=,NOTES -- -I %inputs

#include "tasks.h"
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

using home::task;

struct operation_cancelled : std::exception {};
struct timer_aborted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void log(const char *);
void wait_a_bit();
task<> idle();
// It throws when somebody asks it to stop.
task<int> fetch(std::stop_token Token, int Id = 0) {
  if (Token.stop_requested())
    throw operation_cancelled();
  co_await idle();
  co_return Id;
}
task<> tick(std::stop_token Token) {
  co_await idle();
  if (Token.stop_requested())
    throw timer_aborted("stopped");
}
task<> fetch_and_tick(std::stop_token Token) {
  co_await fetch(Token);
  co_await tick(Token);
}
[[noreturn]] void internal_error(const char *);
struct transaction {
  void rollback();
};

// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const timer_aborted &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES: } catch (const timer_aborted &) {
// CHECK-FIXES: throw;
// CHECK-FIXES: throw;
// CHECK-FIXES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
// CHECK-FIXES-NOTES: } catch (const operation_cancelled &) {
// CHECK-FIXES-NOTES: throw;
class server {
public:
  // --- The loop goes on ------------------------------------------------------

  task<> for_ever() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        log("again");
      }
    }
  }
  task<> while_true() {
    while (true) {
      try {
        co_await fetch(Token);
      } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        log("again");
      }
      wait_a_bit();
    }
  }
  task<> so_many_times() {
    for (int I = 0; I < 3; ++I) {
      try {
        co_await fetch(Token);
        co_return;
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        log("again");
      }
    }
  }
  task<> in_a_coroutine_that_it_awaits() {
    for (;;) {
      try {
        co_await fetch_and_tick(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        continue;
      }
    }
  }

  // --- Another one is named --------------------------------------------------

  task<> one_of_two() {
    try {
      co_await fetch_and_tick(Token);
    } catch (const operation_cancelled &) {
      log("cancelled");
      throw;
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'timer_aborted', too, by which somebody asks to stop, and only another one is named before it [async-swallowed-cancellation]
      log("failed");
    }
  }
  task<int> the_other_of_two() {
    try {
      co_await tick(Token);
      co_await fetch(Token);
    } catch (const timer_aborted &) {
      throw;
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and only another one is named before it [async-swallowed-cancellation]
      co_return 1;
    }
    co_return 0;
  }

  // --- Taken for something else ----------------------------------------------

  task<> an_internal_error() {
    try {
      co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and reports it as an internal error [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      internal_error("cannot be");
    }
  }
  task<> the_end() {
    try {
      co_await fetch(Token);
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and reports it as an internal error [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      std::abort();
    }
  }
  task<> taken_back(transaction &T) {
    try {
      co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and takes back what was done [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      T.rollback();
    }
  }
  task<std::string> nothing() {
    try {
      co_await fetch(Token);
      co_return "a";
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      co_return std::string();
    }
  }
  task<std::optional<int>> no_value() {
    try {
      co_return co_await fetch(Token);
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      log("failed");
      co_return std::nullopt;
    }
  }
  task<bool> all_is_well() {
    try {
      co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      co_return true;
    }
    co_return false;
  }
  task<int> zero() {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
    co_return 0;
    }
  }
  task<std::vector<int>> an_empty_one() {
    try {
      co_return std::vector<int>{co_await fetch(Token)};
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'operation_cancelled', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      co_return std::vector<int>();
    }
  }

  // --- Silent ----------------------------------------------------------------

  task<> thrown_again() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("failed");
        throw;
      }
    }
  }
  task<> left() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("failed");
        break;
      }
    }
  }
  task<> returned() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        co_return;
      }
    }
  }
  task<> named_in_front() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (const operation_cancelled &) {
        throw;
      } catch (...) {
        log("again");
      }
    }
  }
  task<> named_alone() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (const operation_cancelled &) {
        log("cancelled");
      }
    }
  }
  task<> the_handler_asks() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        if (Token.stop_requested())
          co_return;
        log("again");
      }
    }
  }
  task<> the_head_asks() {
    while (!Stopping) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
    }
  }
  task<> the_head_asks_the_token() {
    for (; !Token.stop_requested();) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
    }
  }
  task<> a_member_in_the_head() {
    while (Rounds > 0) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
    }
  }
  task<> the_loop_asks() {
    for (;;) {
      if (Stopping)
        co_return;
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
    }
  }
  task<> the_rest_of_the_round_is_stopped() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
      co_await tick(Token);
    }
  }
  task<> over_a_range(std::vector<int> Ids) {
    for (int Id : Ids) {
      try {
        co_await fetch(Token, Id);
      } catch (...) {
        log("next");
      }
    }
  }
  task<> no_token() {
    for (;;) {
      try {
        co_await idle();
      } catch (...) {
        log("again");
      }
    }
  }
  task<> another_kind() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (const std::logic_error &) {
        log("again");
      }
    }
  }
  task<> caught_inside() {
    for (;;) {
      try {
        try {
          co_await fetch(Token);
        } catch (const operation_cancelled &) {
          break;
        }
      } catch (...) {
        log("again");
      }
    }
  }
  task<> only_logged() {
    try {
      co_await fetch(Token);
    } catch (...) {
      log("failed");
    }
  }
  task<bool> kept_for_later(std::exception_ptr &Error) {
    try {
      co_await fetch(Token);
    } catch (...) {
      Error = std::current_exception();
      co_return true;
    }
    co_return false;
  }
  task<int> a_value_that_says_so() {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
      co_return -1;
    }
  }
  task<> both_are_named() {
    try {
      co_await fetch_and_tick(Token);
    } catch (const operation_cancelled &) {
      throw;
    } catch (const timer_aborted &) {
      throw;
    } catch (...) {
      log("failed");
    }
  }
  task<int> stop() {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
      co_return 0;
    }
  }
  task<> close_all() {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
      }
    }
  }
  home::task<> nobody_awaits() {
    auto Plain = [this] {
      try {
        fetch(Token);
      } catch (...) {
        std::abort();
      }
    };
    Plain();
    co_return;
  }

private:
  std::stop_token Token;
  bool Stopping = false;
  int Rounds = 0;
};
