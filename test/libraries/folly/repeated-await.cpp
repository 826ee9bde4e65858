// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread

// Paths: folly's Task, which is awaited by moving it, once.

#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using folly::coro::Task;

Task<int> load(int);
Task<void> save(int);
Task<std::string> name(int);
void use(int);
void use(const std::string &);
bool flip();
void maybeRefill(Task<int> &);

//===--- One after the other ----------------------------------------------===//

Task<void> twice() {
  auto T = load(1);
  int X = co_await std::move(T);
  int Y = co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'T' is awaited again; a 'folly::coro::Task<int>' can be used only once [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  // CHECK-FIXES: int Y = X;
  use(X + Y);
}

Task<void> thrice() {
  auto T = load(1);
  int X = co_await std::move(T);
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-FIXES: use(X);
  use(1 + co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'T' is awaited again
  // CHECK-FIXES: use(1 + X);
}

Task<std::string> copied(Task<std::string> T) {
  const std::string First = co_await std::move(T);
  use(First);
  co_return co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'T' is awaited again
  // CHECK-FIXES: co_return First;
}

Task<void> different() {
  auto T = load(1), U = load(2);
  use(co_await std::move(T));
  use(co_await std::move(U));
}

Task<void> calledTwice() {
  use(co_await load(1));
  use(co_await load(1));
}

Task<void> shadowed() {
  auto T = load(1);
  use(co_await std::move(T));
  {
    auto T = load(2);
    use(co_await std::move(T));
  }
}

//===--- No fix -----------------------------------------------------------===//

Task<void> noResult() {
  auto T = save(1);
  co_await std::move(T);
  co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'T' is awaited again; a 'folly::coro::Task<>' can be used only once
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: there is no result to use again
}

Task<void> notKept() {
  auto T = load(1);
  use(co_await std::move(T));
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: no variable keeps the first result
}

Task<void> changedSince() {
  auto T = load(1);
  int X = co_await std::move(T);
  ++X;
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: 'X' may have changed since
  use(X);
}

Task<void> movedSince() {
  auto T = name(1);
  std::string X = co_await std::move(T);
  std::string Taken = std::move(X);
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: 'X' may have changed since
  use(Taken);
}

Task<void> outOfScope() {
  auto T = load(1);
  {
    int X = co_await std::move(T);
    use(X);
  }
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: 'X' cannot be named here
}

Task<void> notCopyable(Task<std::unique_ptr<int>> T) {
  std::unique_ptr<int> X = co_await std::move(T);
  std::unique_ptr<int> Y = co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: not fixed: 'X' cannot simply be copied here
}

Task<void> boundToRvalue() {
  auto T = load(1);
  int X = co_await std::move(T);
  int &&Y = co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: 'X' cannot simply be copied here
  use(X + Y);
}

#define AWAIT(x) co_await std::move(x)
Task<void> inMacro() {
  auto T = load(1);
  use(AWAIT(T));
  use(AWAIT(T));
}

//===--- Branches ---------------------------------------------------------===//

Task<void> exclusive() {
  auto T = load(1);
  if (flip())
    use(co_await std::move(T));
  else
    use(1 + co_await std::move(T));
}

Task<void> exclusiveAndAfter() {
  auto T = load(1);
  if (flip())
    use(co_await std::move(T));
  else
    use(1 + co_await std::move(T));
  use(2 + co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-5]]:9: note: it is awaited here first
}

Task<void> oneBranchAndAfter() {
  auto T = load(1);
  if (flip())
    co_await std::move(T);
  co_await std::move(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'T' is awaited again
}

Task<int> earlyExit() {
  auto T = load(1);
  if (flip())
    co_return co_await std::move(T);
  co_return co_await std::move(T);
}

Task<int> earlyThrow() {
  auto T = load(1);
  if (flip()) {
    use(co_await std::move(T));
    throw 1;
  }
  co_return co_await std::move(T);
}

Task<void> conditional() {
  auto T = load(1);
  use(flip() ? co_await std::move(T) : 1 + co_await std::move(T));
}

Task<void> conditionsThatExclude(bool A) {
  auto T = load(1);
  if (A)
    use(co_await std::move(T));
  use(0);
  if (!A)
    use(co_await std::move(T));
}

Task<int> flagged() {
  auto T = load(1);
  bool Done = false;
  int X = 0;
  if (flip()) {
    X = co_await std::move(T);
    Done = true;
  }
  if (Done)
    co_return X;
  co_return co_await std::move(T);
}

Task<void> afterInBranch() {
  auto T = load(1);
  use(co_await std::move(T));
  if (flip())
    use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'T' is awaited again
}

Task<void> switched(int I) {
  auto T = load(1);
  switch (I) {
  case 0:
    use(co_await std::move(T));
    break;
  case 1:
    use(1 + co_await std::move(T));
    break;
  default:
    use(2 + co_await std::move(T));
  }
}

Task<void> fallsThrough(int I) {
  auto T = load(1);
  switch (I) {
  case 0:
    use(co_await std::move(T));
    [[fallthrough]];
  default:
    use(2 + co_await std::move(T));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'T' is awaited again
  }
}

Task<void> shortCircuit() {
  auto T = load(1);
  if (co_await std::move(T) == 1 && co_await std::move(T) == 2)
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'T' is awaited again
    use(1);
}

//===--- Exceptions -------------------------------------------------------===//

Task<void> triedAgain() {
  auto T = load(1);
  int X = 0;
  try {
    X = co_await std::move(T);
  } catch (int) {
    X = -1;
  }
  use(X + co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'T' is awaited again
}

Task<int> failedBefore() {
  auto T = load(1);
  try {
    use(1);
    co_return co_await std::move(T);
  } catch (int) {
  }
  co_return co_await load(2);
}

Task<int> mayHaveFailedBefore() {
  auto T = load(1);
  try {
    use(co_await load(2));
    co_return co_await std::move(T);
  } catch (int) {
  }
  co_return co_await std::move(T);
}

//===--- Loops ------------------------------------------------------------===//

Task<void> everyRound() {
  auto T = load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: note: it is made before the loop
  for (int I = 0; I < 3; ++I)
    use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'T' is awaited in every round of a loop; a 'folly::coro::Task<int>' can be used only once
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: each round needs one of its own
}

Task<void> retried() {
  auto T = load(1);
  for (;;) {
    try {
      use(co_await std::move(T));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'T' is awaited in every round of a loop
      break;
    } catch (int) {
    }
  }
}

Task<void> madeInLoop() {
  for (int I = 0; I < 3; ++I) {
    auto T = load(I);
    use(co_await std::move(T));
  }
}

Task<void> madeAgainInLoop() {
  auto T = load(0);
  for (int I = 0; I < 3; ++I) {
    use(co_await std::move(T));
    T = load(I);
  }
}

Task<void> madeAgainWhenEmpty(std::optional<Task<int>> T) {
  while (flip()) {
    if (!T)
      T = load(1);
    use(co_await *std::move(T));
  }
}

Task<void> onceInLoop() {
  auto T = load(1);
  bool First = true;
  while (flip()) {
    if (First)
      use(co_await std::move(T));
    First = false;
  }
}

Task<void> leavesLoop() {
  auto T = load(1);
  while (flip()) {
    use(co_await std::move(T));
    break;
  }
}

Task<int> stateMachine() {
  auto T = load(1);
  for (int S = 0;;) {
    switch (S) {
    case 0:
      S = 1;
      break;
    case 1:
      use(co_await std::move(T));
      S = 2;
      break;
    default:
      co_return 1;
    }
  }
}

Task<void> gone() {
  auto T = load(1);
again:
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited in every round of a loop
  if (flip())
    goto again;
}

Task<void> goneForward() {
  auto T = load(1);
  if (flip())
    goto end;
  use(co_await std::move(T));
  co_return;
end:
  use(co_await std::move(T));
}

Task<void> elements(std::vector<Task<int>> Tasks) {
  for (auto &T : Tasks)
    use(co_await std::move(T));
}

Task<void> elementsByIndex(std::vector<Task<int>> Tasks) {
  for (unsigned I = 0; I < Tasks.size(); ++I)
    use(co_await std::move(Tasks[I]));
}

Task<void> elementsByIterator(std::vector<Task<int>> Tasks) {
  for (auto It = Tasks.begin(); It != Tasks.end(); std::advance(It, 1))
    use(co_await std::move(*It));
}

Task<int> elementsByCopiedIterator(std::vector<Task<int>> Tasks) {
  auto First = Tasks.begin();
  for (auto It = First; It != Tasks.end(); ++It)
    use(co_await std::move(*It));
  auto It = First;
  const int A = co_await std::move(*It);
  It += 1;
  const int B = co_await std::move(*It);
  auto Again = First;
  co_await std::move(*Again);
  const int C = co_await std::move(*Again);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: '*Again' is awaited again
  co_return A + B + C;
}

Task<void> queue(std::vector<Task<int>> Tasks) {
  while (!Tasks.empty()) {
    use(co_await std::move(Tasks.back()));
    Tasks.pop_back();
  }
}

//===--- Stored to --------------------------------------------------------===//

Task<void> assigned() {
  auto T = load(1);
  use(co_await std::move(T));
  T = load(2);
  use(co_await std::move(T));
}

Task<void> assignedFromItself() {
  auto T = load(1);
  T = load(co_await std::move(T));
  use(co_await std::move(T));
}

Task<void> swapped() {
  auto T = load(1), U = load(2);
  use(co_await std::move(T));
  std::swap(T, U);
  use(co_await std::move(T));
}

Task<void> exchanged() {
  auto T = load(1);
  use(co_await std::exchange(T, load(2)));
  use(co_await std::exchange(T, load(3)));
}

Task<void> refilled() {
  auto T = load(1);
  use(co_await std::move(T));
  maybeRefill(T);
  use(co_await std::move(T));
}

Task<void> assignedOnOnePath() {
  auto T = load(1);
  use(co_await std::move(T));
  if (flip())
    T = load(2);
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
}

Task<void> assignedOnTheSamePath() {
  auto T = load(1);
  const int X = co_await std::move(T);
  if (X < 0)
    T = load(2);
  use(1);
  if (X < 0)
    use(co_await std::move(T));
}

int both(int, Task<int> &);
Task<void> orderIsOpen() {
  auto T = load(1);
  use(co_await std::move(T) + (T = load(2), 1));
  use(co_await std::move(T));
}

//===--- Other uses -------------------------------------------------------===//

Task<void> awaitedTogether() {
  auto T = load(1);
  use(co_await std::move(T));
  co_await folly::coro::collectAll(std::move(T), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'T' is passed to 'collectAll' after it was awaited; a 'folly::coro::Task<int>' can be used only once
}

Task<void> twiceTogether() {
  auto T = load(1);
  co_await folly::coro::collectAll(std::move(T), std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'T' is passed to 'collectAll' again
}

Task<void> movedOn() {
  auto T = load(1);
  auto U = std::move(T);
  use(co_await std::move(U));
}

Task<void> movedOnAndBack() {
  auto T = load(1);
  auto U = std::move(T);
  T = std::move(U);
  use(co_await std::move(T));
}

Task<void> movedAway() {
  auto T = load(1);
  auto U = std::move(T);
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was moved [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: it is moved here first
  use(co_await std::move(U));
}

Task<void> movedIntoLambda() {
  auto T = load(1);
  auto Later = [T = std::move(T)]() mutable -> Task<int> {
    co_return co_await std::move(T);
  };
  use(co_await Later());
}

int blocking() {
  auto T = load(1);
  int X = folly::coro::blockingWait(std::move(T));
  return X + folly::coro::blockingWait(std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'T' is used by 'blockingWait' again
  // CHECK-FIXES: return X + X;
}

Task<void> future(folly::SemiFuture<int> F) {
  use(co_await std::move(F));
  use(co_await std::move(F));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'F' is awaited again; a 'folly::SemiFuture<int>' can be used only once
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'folly::FutureSplitter' gives its result to several
}

Task<void> started(folly::Executor *E) {
  auto T = folly::coro::co_withExecutor(E, load(1));
  auto F = std::move(T).start();
  use(co_await std::move(F));
}

Task<void> startedAndAwaited(folly::Executor *E) {
  auto T = folly::coro::co_withExecutor(E, load(1));
  auto F = std::move(T).start();
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was used by 'start'
}

Task<void> waitedThenTaken(folly::SemiFuture<int> F) {
  F.wait();
  use(co_await std::move(F));
}

//===--- Names ------------------------------------------------------------===//

Task<void> alias() {
  auto T = load(1);
  auto &U = T;
  use(co_await std::move(T));
  use(co_await std::move(U));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'U' is awaited again
}

Task<void> aliasOnce() {
  auto &&T = load(1);
  use(co_await std::move(T));
}

Task<void> byReference(Task<int> &T, Task<int> &&U) {
  use(co_await std::move(T));
  use(co_await std::move(U));
}

Task<void> parameter(Task<int> &T) {
  use(co_await std::move(T));
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
}

Task<void> byIndex(std::array<Task<int>, 2> Tasks) {
  use(co_await std::move(Tasks[0]));
  use(co_await std::move(Tasks[1]));
}

Task<void> bySameIndex(std::array<Task<int>, 2> Tasks) {
  use(co_await std::move(Tasks[0]));
  use(co_await std::move(Tasks[0]));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Tasks[0]' is awaited again
}

Task<void> byUnknownIndex(std::vector<Task<int>> Tasks, int I) {
  use(co_await std::move(Tasks[I + 1]));
  use(co_await std::move(Tasks[I + 1]));
}

Task<void> bound() {
  auto [A, B] = std::make_pair(load(1), load(2));
  use(co_await std::move(A));
  use(co_await std::move(B));
}

Task<void> boundTwice() {
  auto [A, B] = std::make_pair(load(1), load(2));
  use(co_await std::move(A));
  use(co_await std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'A' is awaited again
}

struct Session {
  Task<int> Next;
  Task<int> Other;

  void refill();
  Task<void> members() {
    use(co_await std::move(Next));
    use(co_await std::move(Other));
  }
  Task<void> memberTwice() {
    use(co_await std::move(Next));
    use(co_await std::move(Next));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Next' is awaited again
  }
  Task<void> memberRefilled() {
    use(co_await std::move(Next));
    refill();
    use(co_await std::move(Next));
  }
  Task<void> memberMeanwhile() {
    use(co_await std::move(Next));
    co_await save(1);
    use(co_await std::move(Next));
  }
  Task<void> memberInLoop() {
    while (flip())
      use(co_await std::move(Next));
  }
};

Task<void> memberOfLocal(Session S) {
  use(co_await std::move(S.Next));
  use(co_await std::move(S.Next));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'S.Next' is awaited again
}

Task<void> memberOfRefilledLocal(Session S) {
  use(co_await std::move(S.Next));
  S.refill();
  use(co_await std::move(S.Next));
}

Task<void> capturedByReference() {
  auto T = load(1);
  auto Refill = [&] { T = load(2); };
  use(co_await std::move(T));
  Refill();
  use(co_await std::move(T));
}

Task<void> twiceInLambda() {
  auto T = load(1);
  auto Later = [T = std::move(T)]() mutable -> Task<int> {
    const int X = co_await std::move(T);
    co_return X + co_await std::move(T);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'T' is awaited again
    // CHECK-FIXES: co_return X + X;
  };
  use(co_await Later());
}

void store(Task<int> &&);
bool tryStore(Task<int> &&);
Task<void> stored() {
  auto T = load(1);
  if (!tryStore(std::move(T)))
    use(co_await std::move(T));
}

Task<void> storedTwice() {
  auto T = load(1);
  store(std::move(T));
  store(std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'T' is passed to 'store' again
}

template <typename A> Task<void> generic(A T) {
  use(co_await std::move(T));
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: it depends on a template parameter
}
Task<void> instantiate() { co_await generic(load(1)); }
