// CHECK-FIXES: #include <exception>
// RUN: %check %s async-left-behind %t -- -I %inputs

#include "tasks.h"
#include <cassert>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using home::task;

// It must be closed, and says so when it dies.
class store {
public:
  store() = default;
  explicit store(int Id) : Id(Id) {}
  store(store &&Other) noexcept : Id(Other.Id), Closed(std::exchange(Other.Closed, true)) {}
  store &operator=(store &&Other) noexcept;
  ~store() { assert(Closed && "close it"); }
  task<> put(int);
  task<int> get() const;
  bool is_open() const noexcept { return !Closed; }
  task<> close() {
    Closed = true;
    co_return;
  }

private:
  int Id = 0;
  bool Closed = false;
};

// Only when something was started.
class group {
public:
  ~group() {
    if (Running != 0)
      std::terminate();
  }
  void start(task<>) { ++Running; }
  task<> join_all() {
    Running = 0;
    co_return;
  }

private:
  int Running = 0;
};

// These close themselves.
struct file {
  ~file() { Open = false; }
  task<> close() {
    Open = false;
    co_return;
  }
  bool Open = true;
};
struct blocking_store {
  ~blocking_store() { assert(Closed); }
  void close() { Closed = true; }
  bool Closed = false;
};

store open(int);
task<store> async_open(int);
task<> step(int);
task<int> number();
int parse(const char *);
int parse_quietly(const char *) noexcept;
void log(const char *);
void later(store &&);
void keep(store);
struct closer {
  explicit closer(store &);
  ~closer();
};

// --- What throws -------------------------------------------------------------

// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> an_await() {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> of_its_own() {
  store S(1);
  co_await S.put(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> from_a_function() {
  auto S = co_await async_open(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> a_call() {
  store S(1);
  parse("1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> a_throw(int X) {
  store S(1);
  if (X)
    throw std::runtime_error("x");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
struct parsed {
  explicit parsed(const char *);
};
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> a_constructor() {
  store S(1);
  parsed P("1");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_an_expression() {
  store S(1);
  const int X = 1 + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'S' is left open when this throws here [async-left-behind]
  (void)X;
  co_await S.close();
}
int seen_to_throw(int X) {
  if (X)
    throw 1;
  return X;
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> by_its_body() {
  store S(1);
  seen_to_throw(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_a_loop() {
  store S(1);
  for (int I = 0; I < 3; ++I)
    co_await step(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_a_branch(bool B) {
  store S(1);
  if (B)
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> the_first_of_many() {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await step(2);
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_a_try_that_only_logs() {
  try {
    store S(1);
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    co_await S.close();
  } catch (const std::exception &) {
    log("x");
  }
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> again_and_again() {
  for (;;) {
    try {
      store S(1);
      co_await step(1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'S' is left open when this throws here [async-left-behind]
      co_await S.close();
    } catch (...) {
      log("x");
    }
  }
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> thrown_again() {
  store S(1);
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  } catch (...) {
    log("x");
    throw;
  }
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> only_some_are_caught() {
  store S(1);
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  } catch (const std::logic_error &) {
  }
  co_await S.close();
}
task<> handler_returns() {
  store S(1);
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what stands before it is left in other ways, too
  } catch (...) {
    co_return;
  }
  co_await S.close();
}
task<int> ends_early(bool B) {
  store S(1);
  if (B)
    co_return 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when the coroutine ends here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'close' belongs in front of the 'co_return', too
  co_await S.close();
  co_return 0;
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> a_parameter(store S) {
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> an_owner() {
  auto S = std::make_unique<store>(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S->close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> an_optional() {
  std::optional<store> S(std::in_place, 1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S->close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> assigned_later() {
  store S;
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  S = open(1);
  co_await step(2);
  co_await S.close();
}
task<> two() {
  store A(1), B(2);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'A' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: more than one is left behind here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'B' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: not fixed: more than one is left behind here
  co_await A.close();
  co_await B.close();
}
task<> under_a_condition(bool B) {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it is not opened and settled by statements of one block
  if (B)
    co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> owner_of_another() {
  std::unique_ptr<store> S;
  co_await step(1);
  S = std::make_unique<store>(1);
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S->close();
}
task<> started() {
  group G;
  co_await step(1);
  G.start(step(2));
  co_await step(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'G' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it waits for what was started, also where that waits for what has failed
  co_await G.join_all();
}
task<> moved_in_one_branch(bool B) {
  store S(1);
  if (B)
    later(std::move(S));
  else
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: it is not opened and settled by statements of one block
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
auto a_lambda = []() -> task<> {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
};
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
template <typename T> task<> in_a_template(T X) {
  store S(1);
  co_await step(X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
template task<> in_a_template(int);

// --- Silent ------------------------------------------------------------------

task<> not_settled_here() {
  store S(1);
  co_await step(1);
}
task<> nothing_between() {
  store S(1);
  co_await S.close();
}
task<> opened_last() {
  co_await step(1);
  store S(1);
  co_await S.close();
}
task<> behind_it() {
  store S(1);
  co_await S.close();
  co_await step(1);
}
task<> moved_away() {
  store S(1);
  later(std::move(S));
  co_await step(1);
}
task<store> returned() {
  store S(1);
  co_return S;
}
task<> moved_and_closed_there() {
  store S(1);
  store Other = std::move(S);
  co_await Other.close();
  co_await step(1);
}
task<> noexcept_calls() {
  store S(1);
  parse_quietly("1");
  const bool B = S.is_open();
  (void)B;
  co_await S.close();
}
int seen_to_be_quiet(int X) { return X > 1 ? X : parse_quietly("1"); }
task<> quiet_by_its_body() {
  store S(1);
  seen_to_be_quiet(1);
  co_await S.close();
}
task<> the_standard_library() {
  store S(1);
  std::string Text = "a";
  Text += "b";
  std::vector<int> Numbers{1, 2};
  Numbers.push_back(Numbers.at(0));
  co_await S.close();
}
task<> only_logged() {
  store S(1);
  log("x");
  co_await S.close();
}
task<int> quiet_coroutine() { co_return 1; }
task<> quiet_by_the_coroutines_body() {
  store S(1);
  co_await quiet_coroutine();
  co_await S.close();
}
struct quiet_awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  int await_resume() const noexcept;
};
task<> quiet_await() {
  store S(1);
  co_await quiet_awaiter();
  co_await S.close();
}
task<> the_idiom() {
  store S(1);
  std::exception_ptr Error;
  try {
    co_await step(1);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await S.close();
  if (Error)
    std::rethrow_exception(Error);
}
task<> swallowed() {
  store S(1);
  try {
    co_await step(1);
  } catch (...) {
    log("x");
  }
  co_await S.close();
}
task<> all_kinds_are_caught() {
  store S(1);
  bool Failed = false;
  try {
    co_await step(1);
  } catch (const std::exception &) {
    Failed = true;
  } catch (...) {
    Failed = true;
  }
  co_await S.close();
  if (Failed)
    co_await step(2);
}
task<> closed_before_it_ends(bool B) {
  store S(1);
  if (B) {
    co_await S.close();
    co_return;
  }
  co_await S.close();
}
task<> asked_whether_there_is_one() {
  std::optional<store> S;
  if (!S)
    co_return;
  co_await S->close();
}
task<> nothing_was_opened() {
  auto S = std::make_unique<store>(1);
  if (!S)
    throw std::runtime_error("x");
  co_await S->close();
}
task<> closed_if_it_is_open() {
  store S(1);
  std::exception_ptr Error;
  try {
    co_await step(1);
  } catch (...) {
    Error = std::current_exception();
  }
  if (S.is_open())
    co_await S.close();
  if (Error)
    std::rethrow_exception(Error);
}
task<> by_a_guard() {
  store S(1);
  closer C(S);
  co_await step(1);
  co_await S.close();
}
template <typename F> struct at_end {
  F Function;
  ~at_end() { Function(); }
};
template <typename F> at_end(F) -> at_end<F>;
void run(task<>);
task<> by_a_lambda() {
  store S(1);
  at_end End{[&] { run(S.close()); }};
  co_await step(1);
  co_await S.close();
}
task<> close_all(store &, int);
task<> by_a_function_that_says_so() {
  store S(1);
  std::exception_ptr Error;
  try {
    co_await step(1);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await close_all(S, 1);
  if (Error)
    std::rethrow_exception(Error);
}
task<> finish(store &S) { co_await S.close(); }
task<> by_a_function_that_is_seen_to(bool B) {
  store S(1);
  if (B) {
    co_await finish(S);
    co_return;
  }
  co_await finish(S);
}
task<> somebody_elses(store &S) {
  co_await step(1);
  co_await S.close();
}
store Everybodys(1);
task<> global() {
  co_await step(1);
  co_await Everybodys.close();
}
struct session {
  store Mine{1};
  task<> member() {
    co_await step(1);
    co_await Mine.close();
  }
};
task<> static_one() {
  static store S(1);
  co_await step(1);
  co_await S.close();
}
task<> closes_itself() {
  file F;
  co_await step(1);
  co_await F.close();
}
task<> no_await_closes_it() {
  blocking_store S;
  co_await step(1);
  S.close();
}
task<> nothing_was_started() {
  group G;
  co_await step(1);
  co_await G.join_all();
}
task<> started_last() {
  group G;
  co_await step(1);
  G.start(step(2));
  G.start(step(3));
  co_await G.join_all();
}
task<> kept_in_a_container() {
  std::vector<store> Stores;
  store S(1);
  Stores.push_back(std::move(S));
  co_await step(1);
}
task<> given_by_value() {
  store S(1);
  keep(std::move(S));
  co_await step(1);
}
task<> a_lambda_has_it() {
  store S(1);
  auto Work = [S = std::move(S)]() mutable -> task<> { co_await S.close(); };
  co_await step(1);
  co_await Work();
}
task<> no_owner_yet(bool B) {
  std::unique_ptr<store> S;
  if (B)
    co_return;
  S = std::make_unique<store>(1);
  co_await S->close();
}
task<> given_up() {
  auto S = std::make_unique<store>(1);
  S.reset();
  co_await step(1);
  S = std::make_unique<store>(2);
  co_await S->close();
}
task<> in_the_handler_of_another(bool B) {
  store S(1);
  try {
    try {
      co_await step(1);
    } catch (const std::logic_error &) {
      log("x");
    }
  } catch (...) {
    log("y");
  }
  co_await S.close();
}
task<> ends_in_every_round() {
  for (int I = 0; I < 3; ++I) {
    store S(I);
    if (I == 1) {
      co_await S.close();
      continue;
    }
    co_await S.close();
  }
}
void plain() {
  store S(1);
  parse("x");
  run(S.close());
}
#define CLOSED(S) co_await S.close()
#define STEP(X) co_await step(X)
task<> in_a_macro() {
  store S(1);
  STEP(1);
  CLOSED(S);
}
