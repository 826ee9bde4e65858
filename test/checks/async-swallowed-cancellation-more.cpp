// RUN: %check %s async-swallowed-cancellation %t -- -I %inputs

// More forms of loops, handlers and values, each beside what must stay silent.

#include "tasks.h"
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

using home::task;

struct failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct wait_cancelled : failure {
  using failure::failure;
};
struct sleep_aborted : std::exception {};

void log(const char *);
task<> idle();
task<int> load(std::stop_token Token, int Id = 0) {
  if (Token.stop_requested())
    throw wait_cancelled("load");
  co_await idle();
  co_return Id;
}
task<> rest(std::stop_token Token) {
  if (Token.stop_requested())
    throw sleep_aborted();
  co_await idle();
}
task<> load_and_rest(std::stop_token Token) {
  co_await load(Token);
  co_await rest(Token);
}
[[noreturn]] void throw_it_up();
struct ledger {
  void undo();
  void rollback() noexcept;
};
struct outcome {
  int Code = 0;
};

class loops {
public:
  task<> until_false_comes() {
    do {
      try {
        co_await load(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'wait_cancelled', too, {{.*}} and the loop goes on
        log("again");
      }
    } while (true);
  }
  task<> counted_without_end() {
    for (int Round = 0;; ++Round) {
      try {
        co_await load(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log("again");
      }
    }
  }
  task<> while_some_are_left(int Attempts) {
    while (Attempts-- > 0) {
      try {
        co_await load(Token);
        co_return;
      } catch (const std::exception &Error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log(Error.what());
      }
    }
  }
  task<> an_empty_handler() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
      }
    }
  }
  task<> by_value() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (failure Error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log(Error.what());
      }
    }
  }
  task<> a_base_of_its_own() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (const failure &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log("again");
      }
    }
  }
  task<> two_handlers() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (const std::logic_error &) {
        throw;
      } catch (const std::runtime_error &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log("again");
      }
    }
  }
  task<> goes_on_by_hand(bool Loud) {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        if (Loud)
          log("again");
        continue;
      }
      log("loaded");
    }
  }
  task<> an_await_in_an_expression(int &Sum) {
    for (;;) {
      try {
        Sum += 1 + co_await load(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log("again");
      }
    }
  }
  task<> an_await_in_a_condition() {
    for (;;) {
      try {
        if (co_await load(Token) > 3)
          log("many");
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
        log("again");
      }
    }
  }
  task<> the_inner_loop(std::vector<int> Ids) {
    for (int Id : Ids) {
      for (;;) {
        try {
          co_await load(Token, Id);
        } catch (...) {
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} and the loop goes on
          log("again");
        }
      }
    }
  }
  template <typename T> task<> in_a_template(T Value) {
    for (;;) {
      try {
        co_await load(Token, Value);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} and the loop goes on
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: it depends on a template parameter
        log("again");
      }
    }
  }
  task<> in_a_lambda() {
    auto Run = [](std::stop_token Token) -> task<> {
      while (true) {
        try {
          co_await load(Token);
        } catch (...) {
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} and the loop goes on
          log("again");
        }
      }
    };
    co_await Run(Token);
    co_await in_a_template(1);
    co_await in_a_template(2L);
  }

  // --- Silent ----------------------------------------------------------------

  task<> wrapped() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (const std::exception &Error) {
        throw failure(Error.what());
      }
    }
  }
  task<> nested() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        std::throw_with_nested(failure("load"));
      }
    }
  }
  task<> handed_on(std::function<void(std::exception_ptr)> Fail) {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        Fail(std::current_exception());
      }
    }
  }
  task<> by_a_function_that_never_returns() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        throw_it_up();
      }
    }
  }
  task<> a_flag_of_its_own() {
    bool Failed = false;
    while (!Failed) {
      try {
        co_await load(Token);
      } catch (...) {
        Failed = true;
      }
    }
  }
  task<> a_flag_behind_it() {
    for (;;) {
      bool Failed = false;
      try {
        co_await load(Token);
      } catch (...) {
        Failed = true;
      }
      if (Failed)
        break;
    }
  }
  task<> an_error_behind_it() {
    for (;;) {
      std::exception_ptr Error;
      try {
        co_await load(Token);
      } catch (...) {
        Error = std::current_exception();
      }
      if (Error)
        std::rethrow_exception(Error);
    }
  }
  task<> over_numbers(int Count) {
    for (int I = 0; I < Count; ++I) {
      try {
        co_await load(Token, I);
      } catch (...) {
        log("the next one");
      }
    }
  }
  task<> over_a_half(int Count) {
    for (int I = 0, End = Count / 2; I < End; I += 2) {
      try {
        const int Id = I * 3;
        co_await load(Token, Id);
      } catch (...) {
        log("the next one");
      }
    }
  }
  task<> over_indices(const std::vector<int> &Ids) {
    for (size_t I = 0; I < Ids.size(); ++I) {
      try {
        co_await load(Token, Ids[I]);
      } catch (...) {
        log("the next one");
      }
    }
  }
  task<> over_iterators(std::map<int, int> Ids) {
    for (auto It = Ids.begin(); It != Ids.end(); ++It) {
      try {
        co_await load(Token, It->first);
      } catch (...) {
        log("the next one");
      }
    }
  }
  task<> until_empty(std::vector<int> Ids) {
    while (!Ids.empty()) {
      try {
        co_await load(Token, Ids.back());
      } catch (...) {
        log("the next one");
      }
      Ids.pop_back();
    }
  }
  task<> a_switch_in_the_loop(int What) {
    for (;;) {
      switch (What) {
      case 1:
        try {
          co_await load(Token);
        } catch (...) {
          log("again");
        }
        co_return;
      }
    }
  }
  task<> the_handler_throws_sometimes(int Left) {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        if (--Left == 0)
          throw;
        log("again");
      }
    }
  }
  task<> the_handler_leaves_sometimes(int Left) {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        if (--Left == 0)
          co_return;
      }
    }
  }
  task<> by_goto() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (...) {
        goto Done;
      }
    }
  Done:
    co_return;
  }
  task<> its_own_name_by_value() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (wait_cancelled) {
        log("cancelled");
      } catch (...) {
        log("again");
      }
    }
  }
  task<> its_base_takes_it_first() {
    for (;;) {
      try {
        co_await load(Token);
      } catch (const failure &) {
        throw;
      } catch (...) {
        log("again");
      }
    }
  }
  task<> nothing_awaited_in_it() {
    for (;;) {
      co_await load(Token);
      try {
        log("loaded");
      } catch (...) {
        log("again");
      }
    }
  }
  task<> an_await_in_a_lambda_only() {
    for (;;) {
      try {
        auto Later = [this]() -> task<> { co_await load(Token); };
      } catch (...) {
        log("again");
      }
      co_await idle();
    }
  }
#define TRY_AGAIN(X)                                                           \
  try {                                                                        \
    X;                                                                         \
  } catch (...) {                                                              \
    log("again");                                                              \
  }
  task<> in_a_macro() {
    for (;;) {
      TRY_AGAIN(co_await load(Token))
    }
  }

private:
  std::stop_token Token;
};

class results {
public:
  // --- Another one is named --------------------------------------------------

  task<> the_second_of_two() {
    try {
      co_await load_and_rest(Token);
    } catch (const wait_cancelled &) {
      log("cancelled");
      throw;
    } catch (const std::exception &Error) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'sleep_aborted', too, {{.*}} and only another one is named before it
    // CHECK-FIXES: } catch (const sleep_aborted &) {
    // CHECK-FIXES-NEXT: throw;
    // CHECK-FIXES-NEXT: } catch (const std::exception &Error) {
      log(Error.what());
    }
  }
  task<bool> the_first_of_two() {
    try {
      co_await load_and_rest(Token);
      co_return true;
    } catch (const sleep_aborted &) {
      throw;
    } catch (const failure &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'wait_cancelled', too, {{.*}} and only another one is named before it
    // CHECK-FIXES: } catch (const wait_cancelled &) {
    // CHECK-FIXES-NEXT: throw;
    // CHECK-FIXES-NEXT: } catch (const failure &) {
      log("failed");
    }
    co_return false;
  }

  // The first ends in its own way, and lets nothing out.
  task<int> ends_orderly() {
    try {
      co_await load_and_rest(Token);
    } catch (const wait_cancelled &) {
      co_return -1;
    } catch (const std::exception &Error) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'sleep_aborted', too, {{.*}} and only another one is named before it
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whoever awaits this coroutine gets it then
      log(Error.what());
    }
    co_return 1;
  }

  // --- Taken for something else ----------------------------------------------

  task<> it_terminates() {
    try {
      co_await load(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and reports it as an internal error
      std::terminate();
    }
  }
  task<> undone(ledger *Book) {
    try {
      co_await load(Token);
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and takes back what was done
      Book->undo();
    }
  }
  task<std::unique_ptr<int>> no_object() {
    try {
      co_return std::make_unique<int>(co_await load(Token));
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return nullptr;
    }
  }
  task<std::string> no_text() {
    try {
      co_await load(Token);
      co_return "loaded";
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return "";
    }
  }
  task<outcome> an_untouched_one() {
    try {
      co_return outcome{co_await load(Token)};
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return outcome{};
    }
  }
  task<std::vector<int>> none_of_them() {
    try {
      co_return std::vector<int>(co_await load(Token));
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return std::vector<int>{};
    }
  }
  task<std::optional<int>> said_and_nothing(bool Loud) {
    try {
      co_return co_await load(Token);
    } catch (const std::exception &Error) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      if (Loud)
        log(Error.what());
      co_return std::nullopt;
    }
  }

  // --- Silent ----------------------------------------------------------------

  task<outcome> it_says_what_failed() {
    try {
      co_return outcome{co_await load(Token)};
    } catch (...) {
      co_return outcome{-1};
    }
  }
  task<std::string> a_text_that_says_so() {
    try {
      co_await load(Token);
      co_return "loaded";
    } catch (...) {
      co_return "failed";
    }
  }
  task<std::string> what_it_says() {
    try {
      co_await load(Token);
      co_return "loaded";
    } catch (const std::exception &Error) {
      co_return Error.what();
    }
  }
  task<bool> asked_first() {
    try {
      co_await load(Token);
      co_return true;
    } catch (...) {
      if (!Token.stop_requested())
        log("failed");
      co_return true;
    }
  }
  task<int> the_last_known(int Last) {
    try {
      co_return co_await load(Token);
    } catch (...) {
      co_return Last;
    }
  }
  task<> rolled_back_and_thrown(ledger &Book) {
    try {
      co_await load(Token);
    } catch (...) {
      Book.rollback();
      throw;
    }
  }
  task<int> named_and_nothing() {
    try {
      co_return co_await load(Token);
    } catch (const wait_cancelled &) {
      co_return 0;
    }
  }
  task<int> another_failure() {
    try {
      co_return co_await load(Token);
    } catch (const std::invalid_argument &) {
      co_return 0;
    }
  }
  task<int> not_cancellable() {
    try {
      co_await idle();
    } catch (...) {
      co_return 0;
    }
    co_return 1;
  }
  task<int> shutdown() {
    try {
      co_return co_await load(Token);
    } catch (...) {
      co_return 0;
    }
  }
  task<bool> both_named_in_one_chain() {
    try {
      co_await load_and_rest(Token);
    } catch (const sleep_aborted &) {
      co_return false;
    } catch (const wait_cancelled &) {
      co_return false;
    } catch (...) {
      log("failed");
    }
    co_return true;
  }
  task<> within_a_wrapper_that_terminates_elsewhere() {
    try {
      co_await load(Token);
    } catch (...) {
      [[maybe_unused]] auto Fail = [] { std::abort(); };
      log("failed");
    }
  }

private:
  std::stop_token Token;
};
