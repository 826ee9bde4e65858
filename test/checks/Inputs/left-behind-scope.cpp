// Scopes that are joined in the end, of any library: the tests say which.
#include HEADER
#include STEPS
#include <memory>
#include <utility>

using work = TASK;
work step(int Id);
STARTED begun(int Id);
int parse(const char *);
int quiet(int) noexcept;
using scope = SCOPE;

work a_scope() {
  scope S;
  S.SPAWN(begun(1));
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it waits for what was started, also where that waits for what has failed
  co_await S.JOIN();
}
work a_call() {
  scope S;
  S.SPAWN(begun(1));
  parse("2");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.JOIN();
}
work in_a_loop() {
  scope S;
  for (int I = 0; I < 3; ++I) {
    co_await step(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    S.SPAWN(begun(I));
  }
  co_await S.JOIN();
}
work an_owner() {
  auto S = std::make_unique<scope>();
  S->SPAWN(begun(1));
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S->JOIN();
}
work an_early_end(bool B) {
  scope S;
  S.SPAWN(begun(1));
  if (B)
    co_return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when the coroutine ends here [async-left-behind]
  co_await S.JOIN();
}

// --- Silent ------------------------------------------------------------------

work nothing_yet() {
  scope S;
  co_await step(2);
  S.SPAWN(begun(1));
  co_await S.JOIN();
}
work nothing_throws() {
  scope S;
  S.SPAWN(begun(1));
  S.SPAWN(begun(quiet(2)));
  co_await S.JOIN();
}
work the_idiom() {
  scope S;
  std::exception_ptr Error;
  try {
    S.SPAWN(begun(1));
    co_await step(2);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await S.JOIN();
  if (Error)
    std::rethrow_exception(Error);
}
work somebody_elses(scope &S) {
  S.SPAWN(begun(1));
  co_await step(2);
  co_await S.JOIN();
}
work never_joined_here(scope *S) {
  scope Mine;
  Mine.SPAWN(begun(1));
  co_await step(2);
}
struct owner {
  scope S;
  work member() {
    S.SPAWN(begun(1));
    co_await step(2);
    co_await S.JOIN();
  }
};
