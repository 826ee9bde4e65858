// Every position in which C++ drops a value, and locals and containers that
// nothing reads.
// RUN: %check %s async-unawaited-task %t -- -isystem %S/Inputs -Wno-gnu

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <tasks.h>
#include <tuple>
#include <utility>
#include <vector>

using home::task;
task<> f();
task<int> g(int = 0);
task<std::vector<int>> list();
home::eager<int> e();
bool condition();

//===--- Expressions -------------------------------------------------------===

task<> commas() {
  f(), g();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await f(), co_await g();
  int A = (f(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: int A = (co_await f(), 1);
  while (g(A), condition())
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: while (co_await g(A), condition())
    ;
  auto Kept = (condition(), f());
  co_await std::move(Kept);
  co_await f(), A++;
  A++, co_await f();
  co_return;
}

task<> arms(bool B) {
  B ? f() : f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await (B ? f() : f());
  B ? g(1) : throw 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await (B ? g(1) : throw 1);
  B ? (void)f() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: B ? (void)co_await f() : (void)0;
  B ? void(f()) : (condition(), void(g(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'f' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:38: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: B ? void(co_await f()) : (condition(), void(co_await g(2)));
  co_await (B ? f() : f());
  auto Kept = B ? f() : f();
  co_await std::move(Kept);
  B ? (void)co_await f() : (void)0;
  B ? (void)e() : (void)0;
}

task<> casts() {
  (void)f();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: (void)co_await f();
  static_cast<void>(f());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: static_cast<void>(co_await f());
  (void(f()));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: (void(co_await f()));
  (void)(condition() ? f() : f());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: (void)(co_await (condition() ? f() : f()));
  (void)(f(), g());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'f' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:15: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: (void)(co_await f(), co_await g());
  (task<>(f()));
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: (co_await task<>(f()));
  (f());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: (co_await f());
  (void)co_await f();
  static_cast<void>(co_await g());
  (void)e();
  static_cast<void>(e());
  (void(e()));
  (void)&f;
  (void)condition();
}

task<> ignored() {
  std::ignore = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  std::ignore = g();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: std::ignore = co_await g();
  std::ignore = condition() ? g(1) : g(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: std::ignore = co_await (condition() ? g(1) : g(2));
  const auto &_ = std::ignore;
  _ = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  _ = g();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: _ = co_await g();
  std::ignore = co_await g();
  std::ignore = e();
  _ = e();
  std::ignore = condition();
  std::tie(std::ignore, std::ignore) = std::pair(1, 2);
}

task<> statementExpressions() {
  ({ f(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: ({ co_await f(); });
  int A = ({ g(); 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: int A = ({ co_await g(); 1; });
  auto Kept = ({ condition(); f(); });
  co_await std::move(Kept);
  co_await ({ f(); });
  (void)A;
}

//===--- Statements --------------------------------------------------------===

task<> statements(int N) {
  for (f(); N < 3; g(N), ++N)
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'f' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: for (co_await f(); N < 3; co_await g(N), ++N)
    f();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  for (g(9); int I : {1, 2})
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: for (co_await g(9); int I : {1, 2})
    g(I);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(I);
  if (f(); N)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'f' is never awaited
    // CHECK-FIXES: if (co_await f(); N)
    g(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: co_await g(1);
  else
    g(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(2);
  while (N--)
    g(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(3);
  do
    g(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(4);
  while (N);
  switch (f(); N) {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'f' is never awaited
    // CHECK-FIXES: switch (co_await f(); N) {
  case 1:
  case 2:
    g(5);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: co_await g(5);
    break;
  default:
    g(6);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: co_await g(6);
  }
again:
  g(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(7);
  if (N)
    goto again;
  if (N)
    [[likely]] g(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: {{\[\[}}likely]] co_await g(8);
  try {
    g(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: co_await g(10);
  } catch (...) {
    throw;
  }
  {
    { g(11); }
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'g' is never awaited
    // CHECK-FIXES: { co_await g(11); }
  }
  co_return;
  g(12); // unreachable
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: co_await g(12); // unreachable
}

task<> ranges() {
  for (int I : co_await list())
    co_await g(I);
  for (auto T = g(); condition();) {
    co_await std::move(T);
    break;
  }
}

//===--- Callables ---------------------------------------------------------===

struct Service {
  Service() : Ready((f(), true)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task returned by 'f' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:22: note: not fixed: a constructor or destructor cannot be a coroutine
    f();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: a constructor or destructor cannot be a coroutine
  }
  ~Service() {
    g();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'g' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: a constructor or destructor cannot be a coroutine
  }
  task<> run();
  static task<> runAll();
  task<> operator()(int);
  virtual task<> step() = 0;
  task<> operator+(int) const;
  operator task<>();
  Service &then();
  task<> all() {
    run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'run' is never awaited
    // CHECK-FIXES: co_await run();
    this->run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'run' is never awaited
    // CHECK-FIXES: co_await this->run();
    runAll();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'runAll' is never awaited
    // CHECK-FIXES: co_await runAll();
    co_await step();
  }
  bool Ready;
};

task<> calls(Service &S, std::unique_ptr<Service> P, task<> (*Function)(),
             task<> (Service::*Method)(), std::function<task<>()> Callback) {
  S.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'run' is never awaited
  // CHECK-FIXES: co_await S.run();
  P->step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'step' is never awaited
  // CHECK-FIXES: co_await P->step();
  S.then().then().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'run' is never awaited
  // CHECK-FIXES: co_await S.then().then().run();
  S(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'S' is never awaited
  // CHECK-FIXES: co_await S(1);
  S + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'operator+' is never awaited
  // CHECK-FIXES: co_await (S + 1);
  Function();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Function' is never awaited
  // CHECK-FIXES: co_await Function();
  (*Function)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Function' is never awaited
  // CHECK-FIXES: co_await (*Function)();
  (S.*Method)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Method' is never awaited
  // CHECK-FIXES: co_await (S.*Method)();
  Callback();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Callback' is never awaited
  // CHECK-FIXES: co_await Callback();
  ::f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await ::f();
  S.then();
  S.then().then();
  Function;
  Callback;
  co_return;
}

task<> lambdas() {
  []() -> task<> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is never awaited
  // CHECK-FIXES: co_await []() -> task<> { co_return; }();
  auto Plain = [] {
    f();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  };
  auto Coroutine = []() -> task<> {
    f();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-FIXES: co_await f();
    auto Nested = [] {
      (void)g();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'g' is never awaited
      // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: the enclosing lambda is not a coroutine
      return [] { return f(); };
    };
    Nested();
    Nested()();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this task is never awaited
    // CHECK-FIXES: co_await Nested()();
    co_return;
  };
  Plain();
  co_await Coroutine();
  co_await []() -> task<> { co_return; }();
  auto Returning = [] { return f(); };
  co_await Returning();
}
auto Global = []() -> task<> {
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  co_return;
};
struct WithMemberLambda {
  std::function<void()> Hook = [] {
    f();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  };
};

struct LambdaInInitializer {
  LambdaInInitializer() : Hook([] { f(); }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task returned by 'f' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: not fixed: the enclosing lambda is not a coroutine
  std::function<void()> Hook;
};
task<> tryBlock() try {
  f();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
  co_return;
} catch (...) {
}
template <typename... Ts> task<> folds(Ts... Values) {
  (g(Values), ...);
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task returned by 'g' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:4: note: not fixed: it depends on a template parameter
  (co_await g(Values), ...);
}
task<> useFolds() { co_await folds(1, 2, 3); }

//===--- Locals ------------------------------------------------------------===

void take(task<>);
void look(const task<> &);

task<> locals(bool B) {
  auto A = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'A' is never awaited, so it never runs
  // CHECK-FIXES: co_await f();
  task<int> B1 = g(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task in 'B1' is never awaited, so it never runs
  // CHECK-FIXES: co_await g(1);
  auto C{g(2)};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'C' is never awaited
  // CHECK-FIXES: co_await g(2);
  task<> D(f());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'D' is never awaited
  // CHECK-FIXES: co_await f();
  task<int> E = {g(3)};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task in 'E' is never awaited
  // CHECK-FIXES: co_await g(3);
  auto &&F = g(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'F' is never awaited
  // CHECK-FIXES: co_await g(4);
  const auto &G = g(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task in 'G' is never awaited
  // CHECK-FIXES: co_await g(5);
  [[maybe_unused]] auto H = g(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task in 'H' is never awaited
  // CHECK-FIXES: co_await g(6);
  auto _ = g(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in '_' is never awaited
  // CHECK-FIXES: co_await g(7);
  auto I = B ? g(8) : g(9);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'I' is never awaited
  // CHECK-FIXES: co_await (B ? g(8) : g(9));
  const task<> J = /* why */ f();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task in 'J' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: a comment stands in the way
  auto K = f(), L = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'K' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: the declaration holds more than this task
  // CHECK-MESSAGES: :[[@LINE-3]]:17: warning: the task in 'L' is never awaited
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: not fixed: the declaration holds more than this task
  auto M = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'M' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: 'M' is mentioned again
  (void)M;
  task<> N;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'N' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: 'N' is mentioned again
  if (B)
    N = f();
  auto O = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'O' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: 'O' is mentioned again
  O = f();
  static auto P = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task in 'P' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  if (auto Q = g(10); B)
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task in 'Q' is never awaited
    // CHECK-FIXES: if (co_await g(10); B)
    co_return;
  auto R = [] { return f(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'R' is never awaited
  // CHECK-FIXES: co_await [] { return f(); }();
}

void localInFunction() {
  auto T = f();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'T' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: 'localInFunction' is not a coroutine
}

struct Holder {
  task<> Member;
  task<> &slot();
};
task<> readLocals(Holder &Where, bool B, task<> Parameter) {
  auto A = f();
  co_await std::move(A);
  auto C = f();
  take(std::move(C));
  auto D = f();
  look(D);
  auto E = f();
  auto Captured = [&E] { take(std::move(E)); };
  auto F = f();
  auto Moved = [F = std::move(F)] {};
  auto G = f();
  auto ByDefault = [&] { look(G); };
  auto H = f();
  Where.Member = std::move(H);
  auto I = f();
  auto &J = I;
  auto K = f();
  auto *L = &K;
  auto M = f();
  if (B)
    co_await std::move(M);
  auto N = f();
  if constexpr (false)
    co_await std::move(N);
  auto &O = Where.slot();
  auto &&P = Where.slot();
  task<> Q = std::move(Where.Member);
  task<> Empty;
  auto R = f();
  Holder Made{std::move(R)};
  task<> S;
  S = f();
  co_await std::move(S);
  task<> T;
  take(std::move(T = f()));
  auto W = co_await g();
  auto X = std::make_unique<task<>>(f());
  std::optional<task<>> Y{f()};
  for (auto Z = g(); condition(); co_await std::move(Z))
    ;
  auto Awaited = f();
  decltype(Awaited) *Pointer = &Awaited;
}

// The value is behind more than the call that makes it.
task<> longInitializers(bool B) {
  auto A = (g(), f());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'g' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: warning: the task in 'A' is never awaited
  // CHECK-FIXES: (co_await g(), co_await f());
  task<> C{(condition(), f())};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'C' is never awaited
  // CHECK-FIXES: (condition(), co_await f());
  task<> D((condition(), f()));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'D' is never awaited
  // CHECK-FIXES: (condition(), co_await f());
  struct {
    operator task<>();
  } Convertible;
  task<> E = Convertible;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'E' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: the task is what something else is converted to
  static_cast<task<>>(Convertible);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is never awaited
  // CHECK-FIXES: co_await static_cast<task<>>(Convertible);
  task<> F;
  (void)(condition(), F);
  auto G = (condition(), std::move(F));
  auto H = (f(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: auto H = (co_await f(), 1);
  auto I = (condition(), f());
  co_await std::move(I);
  task<> J = Convertible;
  take(std::move(J));
  static_cast<task<> &&>(F);
  static_cast<task<>>(std::move(F));
}

// Parts of what is made there.
std::pair<int, task<>> numbered();
struct two_tasks {
  task<> First, Second;
};
two_tasks two();
task<> parts() {
  auto [A, B] = std::pair<task<>, task<>>{f(), f()};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task in 'A' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: the declaration holds more than this task
  // CHECK-MESSAGES: :[[@LINE-3]]:12: warning: the task in 'B' is never awaited
  auto [C, D] = two();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task in 'D' is never awaited
  auto [Number, E] = numbered();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task in 'E' is never awaited
  auto Both = std::make_pair(f(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Both' is never awaited
  co_await std::move(C);
  auto Read = numbered();
  co_await std::move(Read.second);
  auto [F, G] = std::move(Read);
  std::pair<task<>, task<>> Empty;
  auto &[H, I] = Empty;
  auto J = std::make_pair(1, 2);
}
task<> returnLocal(bool B) {
  auto T = f();
  if (B)
    return T;
  return std::move(T);
}

// An eager home-grown one may be held for its destructor's sake.
home::task<> eagerLocals() {
  auto A = e();
  static auto B = e();
  [[maybe_unused]] auto C = e();
  co_return;
}

//===--- Containers --------------------------------------------------------===

task<> containers(std::size_t N) {
  std::vector<task<>> A;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'A' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: where to await them is for you to decide
  A.reserve(N);
  for (std::size_t I = 0; I < N; ++I)
    A.push_back((g(), f()));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'g' is never awaited
  // CHECK-FIXES: A.push_back((co_await g(), f()));
  std::queue<task<int>> B;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the tasks in 'B' are never awaited, so they never run
  B.push(g());
  std::vector<task<>> C;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'C' are never awaited, so they never run
  C.emplace_back(f());
  C.clear();
  std::optional<task<>> D;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the tasks in 'D' are never awaited, so they never run
  if (N)
    D.emplace(f());
  task<> E[] = {f(), f()};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the tasks in 'E' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: where to await them is for you to decide
  std::array<task<int>, 2> F = {g(), g()};
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the tasks in 'F' are never awaited, so they never run
  task<> G[2][2]{{f(), f()}, {}};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the tasks in 'G' are never awaited, so they never run
  co_return;
}

void takeAll(std::vector<task<>>);
template <typename Out> void fillAll(Out);
namespace home {
template <typename T> struct list {
  using value_type = T;
  T *begin();
  T *end();
  std::size_t size() const;
  void append(T);
  list &operator+=(T);
  list &operator<<(T);
};
struct group {
  void push(task<>);
  void insert(task<>);
  group &operator+=(task<>);
};
} // namespace home

// However they are put in, and whoever asks how many there are.
task<> otherContainers(std::size_t N, std::vector<int> Ids) {
  std::vector<task<>> A;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'A' are never awaited, so they never run
  A.insert(A.end(), f());
  A.resize(N);
  std::deque<task<>> B;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the tasks in 'B' are never awaited, so they never run
  B.push_front(f());
  B.emplace_front(f());
  B.emplace(B.begin(), f());
  std::map<int, task<>> C;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the tasks in 'C' are never awaited, so they never run
  C[1] = f();
  C.emplace(2, f());
  C.insert({3, f()});
  C.insert(std::make_pair(4, f()));
  C.try_emplace(5, f());
  C.insert_or_assign(6, f());
  if (!C.emplace(7, f()).second)
    co_return;
  std::vector<task<>> D(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'D' are never awaited, so they never run
  for (std::size_t I = 0; I < D.size(); ++I)
    D[I] = f();
  std::vector<task<>> E(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'E' are never awaited, so they never run
  E.at(0) = f();
  E[E.size() - 1] = f();
  std::vector<task<>> F;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'F' are never awaited, so they never run
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(F),
                 [](int) { return f(); });
  std::vector<task<>> G;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'G' are never awaited, so they never run
  auto Out = std::back_inserter(G);
  for (int Id : Ids)
    *Out++ = f();
  std::vector<task<>> H;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'H' are never awaited, so they never run
  H.reserve(N);
  H.push_back(f());
  if (H.size() > N || H.empty() || std::size(H) > H.capacity())
    H.shrink_to_fit();
  std::vector<task<>> I(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'I' are never awaited, so they never run
  auto It = I.begin();
  *It++ = f();
  task<> J[3];
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the tasks in 'J' are never awaited, so they never run
  J[0] = f();
  std::queue<task<>> K;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the tasks in 'K' are never awaited, so they never run
  K.push(f());
  K.emplace(f());
  while (!K.empty())
    K.pop();
  home::list<task<>> L;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the tasks in 'L' are never awaited, so they never run
  L.append(f());
  L += f();
  L << f() << f();
}
task<> otherUsedContainers(std::size_t N, std::vector<int> Ids) {
  std::vector<task<>> A;
  co_await std::move(*A.insert(A.end(), f()));
  std::map<int, task<>> B;
  B.emplace(1, f());
  co_await std::move(B.at(1));
  std::map<int, task<>> C;
  auto [Where, IsNew] = C.emplace(1, f());
  co_await std::move(Where->second);
  std::vector<task<>> D(N);
  D[0] = f();
  co_await std::move(D[0]);
  std::vector<task<>> E;
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(E),
                 [](int) { return f(); });
  takeAll(std::move(E));
  std::vector<task<>> F;
  auto Out = std::back_inserter(F);
  *Out++ = f();
  for (task<> &T : F)
    co_await std::move(T);
  std::vector<task<>> G(N);
  auto It = G.begin();
  *It = f();
  co_await std::move(*It);
  std::queue<task<>> H;
  H.push(f());
  co_await std::move(H.front());
  H.pop();
  std::vector<task<>> I, J;
  I.push_back(f());
  J.insert(J.end(), std::make_move_iterator(I.begin()),
           std::make_move_iterator(I.end()));
  takeAll(std::move(J));
  std::vector<task<>> K;
  K.insert(K.end(), f());
  K.swap(I);
  std::vector<task<>> L(N), M;
  M.resize(N);
  home::list<task<>> O;
  O << f();
  for (task<> &T : O)
    co_await std::move(T);
  // It may start what is put in.
  home::group Q;
  Q.push(f());
  Q.insert(f());
  Q += f();
  std::vector<task<>> R;
  fillAll(std::back_inserter(R));
  std::vector<task<>> S;
  S.push_back(f());
  (void)S;
  std::map<int, std::vector<task<>>> U;
  U[1].push_back(f());
  for (task<> &T : U[1])
    co_await std::move(T);
}

struct Group {
  std::vector<task<>> Members;
};
task<> usedContainers(std::vector<task<>> &Parameter, Group &Where) {
  std::vector<task<>> A;
  A.push_back(f());
  for (task<> &T : A)
    co_await std::move(T);
  std::vector<task<>> B;
  B.push_back(f());
  takeAll(std::move(B));
  std::vector<task<>> C;
  C.push_back(f());
  co_await std::move(C[0]);
  std::vector<task<>> D;
  co_await std::move(D.emplace_back(f()));
  std::vector<task<>> E;
  E.push_back(f());
  Where.Members = std::move(E);
  std::vector<task<>> F;
  F.push_back(f());
  auto Later = [F = std::move(F)] {};
  std::vector<task<>> G;
  G.push_back(f());
  auto &Alias = G;
  Parameter.push_back(f());
  Where.Members.push_back(f());
  static std::vector<task<>> H;
  H.push_back(f());
  std::vector<task<>> I;
  I.reserve(3);
  std::vector<home::eager<>> J;
  std::vector<std::function<task<>()>> K;
  K.push_back([] { return f(); });
  std::vector<task<>> L;
  L.push_back(f());
  co_await std::move(L.back());
  task<> M[] = {f(), f()};
  co_await std::move(M[1]);
  std::array<task<>, 2> N{f(), f()};
  for (task<> &T : N)
    co_await std::move(T);
  task<> O[2], P[2] = {};
  std::array<task<>, 2> Q = {};
  home::eager<> R[] = {home::eager<>()};
  auto [S, T] = std::array{1, 2};
  task<> U[] = {f(), f()};
  auto [V, W] = std::move(U);
  co_await std::move(V);
  co_await std::move(W);
  auto [X, Y] = std::array<task<>, 2>{f(), f()};
  co_await std::move(X);
  co_await std::move(Y);
}
std::vector<task<>> returnedContainer() {
  std::vector<task<>> A;
  A.push_back(f());
  return A;
}

//===--- What is not dropped, or not run -----------------------------------===

task<task<>> nested();
task<> nestedResults() {
  co_await nested();
  (void)co_await nested();
  auto Inner = co_await nested();
  co_await co_await nested();
}

template <typename T> concept Runnable = requires { f(); g(), f(); };
task<> unevaluated() {
  using Type = decltype(f());
  using Other = decltype(f(), g());
  auto Size = sizeof(f());
  auto Comma = sizeof(g(), 1);
  bool Throws = noexcept(f());
  bool Can = requires { f(); };
  static_assert(Runnable<int>);
  co_return;
}

task<> discardedBranches() {
  if constexpr (false)
    f();
  else
    co_await f();
  if constexpr (sizeof(int) > 1) {
    co_await f();
  } else {
    f();
    auto Unread = g();
  }
  if constexpr (sizeof(int) > 1)
    f();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited
  // CHECK-FIXES: co_await f();
}

#define START(X) X
#define RUN f()
#define CHECKED(X) do { X; } while (0)
task<> macros() {
  START(f());
  RUN;
  CHECKED(g());
  (void)RUN;
  auto T = RUN;
  co_await RUN;
  co_await std::move(T);
}
