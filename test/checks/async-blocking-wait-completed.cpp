// RUN: %check %s async-blocking-wait %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs

// What is complete already does not block: on every path to the wait, and until
// something ends that knowledge.

#include "home_future.h"
#include <algorithm>
#include <array>
#include <cassert>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <vector>

using home::future;
using home::join;
using home::task;
using namespace std::chrono_literals;

future<int> start();
task<> yield();
void use(int);
bool flip();

//===--- Awaited before ---------------------------------------------------===//

task<> awaitedBefore() {
  auto F = start();
  co_await F;
  use(F.get());
}

task<> awaitedAfter() {
  auto F = start();
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await F);
  co_await F;
}

task<> awaitedAsValue() {
  auto F = start();
  use(co_await F + 1);
  use(F.get());
}

task<> awaitedOther() {
  auto F = start(), G = start();
  co_await F;
  use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await G);
}

task<> awaitedInWrapper() {
  auto F = start(), G = start();
  co_await home::on(1, std::move(F));
  use(F.get());
  co_await std::move(G).via(2);
  use(G.get());
}

task<> awaitedInTry() {
  auto F = start();
  try {
    co_await F;
  } catch (...) {
    // Whatever was thrown, it was awaited.
    use(F.get());
  }
  use(F.get());
}

task<> awaitedMaybe() {
  auto F = start();
  try {
    use(flip());
    co_await F;
  } catch (...) {
  }
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> otherOneWhileAwaiting() {
  auto F = start(), G = start();
  use(F.get() + co_await G);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F + co_await G);
}

struct holder {
  future<int> Field = start();
  std::vector<future<int>> Many;

  task<> fields() {
    co_await Field;
    use(Field.get());
    co_await this->Many[0];
    use(Many[0].get());
    use(Many[1].get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
    // CHECK-FIXES: use(co_await Many[1]);
  }
};

task<> fieldsOfOthers(holder &A, holder *B, std::shared_ptr<holder> C) {
  co_await A.Field;
  use(A.Field.get());
  use(B->Field.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks
  // CHECK-FIXES: use(co_await B->Field);
  co_await C->Field;
  use(C->Field.get());
}

task<> pointers(future<int> *P, std::unique_ptr<future<int>> Q,
                std::optional<future<int>> R) {
  co_await *P;
  use(P->get());
  co_await *Q;
  use((*Q).get());
  co_await R.value();
  use(R->get());
}

task<> references() {
  auto F = start();
  auto &Alias = F;
  co_await Alias;
  use(F.get());
  auto G = std::move(F);
  use(G.get());
  auto H = start();
  auto I = std::move(H);
  use(I.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await I);
}

//===--- Awaited together -------------------------------------------------===//

task<> joined() {
  auto F = start(), G = start(), H = start();
  co_await join(F, G);
  use(F.get() + G.get());
  use(H.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await H);
}

task<> joinedTooLate() {
  auto F = start(), G = start();
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_await join(F, G);
}

task<> joinedDisjointly() {
  auto F = start(), G = start(), H = start(), I = start();
  co_await join(F, G);
  co_await join(H, I);
  use(F.get() + G.get() + H.get() + I.get());
}

task<> joinedInWrapper() {
  auto F = start(), G = start();
  co_await home::on(1, join(F, G));
  use(F.get() + G.get());
}

task<> joinedLater() {
  auto F = start(), G = start();
  auto Both = join(F, G);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_await Both;
  use(G.get());
}

task<> joinNotAwaited() {
  auto F = start(), G = start();
  auto Both = join(F, G);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  (void)Both;
  co_return;
}

namespace mine {
// The name says it.
template <typename... T> future<> when_all(T &...);
// These promise nothing.
template <typename... T> future<> log(const T &...);
template <typename... T> future<> renew(T &...);
} // namespace mine

task<> joinedByName() {
  auto F = start(), G = start();
  co_await mine::when_all(F, G);
  use(F.get() + G.get());
}

task<> onlyMentioned() {
  auto F = start();
  co_await mine::log(F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> bindings() {
  auto [F, G] = co_await join(start(), start());
  use(F.get() + G.get());
  auto Pair = co_await join(start(), start());
  use(std::get<0>(Pair).get() + std::get<1>(Pair).get());
  auto &[H, I] = Pair;
  use(H.get() + I.get());
  use(std::get<0>(co_await join(start(), start())).get());

  std::pair<future<int>, future<int>> Both;
  auto &[J, K] = Both;
  co_await J;
  use(J.get());
  use(K.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await K);
}

task<> first(std::vector<future<int>> Many) {
  use((co_await home::when_any(Many)).get());
  auto Winner = co_await home::when_any(Many);
  use(Winner.get());
  use(Many[0].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[0]);
}

//===--- Elements ---------------------------------------------------------===//

task<> ranges(std::vector<future<int>> Many, std::vector<future<int>> Others) {
  co_await join(Many);
  for (auto &F : Many)
    use(F.get());
  for (size_t I = 0; I < Many.size(); ++I)
    use(Many[I].get() + Many.at(I).get());
  use(Many.front().get() + Many.back().get() + Many[3].get());
  for (auto It = Many.begin(); It != Many.end(); ++It)
    use(It->get() + (*It).get());
  std::transform(Many.begin(), Many.end(), Many.begin(), [](future<int> &F) {
    use(F.get());
    return future<int>();
  });
  for (auto &F : Others)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> rangeTooLate(std::vector<future<int>> Many) {
  for (auto &F : Many)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_await join(Many);
}

task<> rangeOfIterators(std::vector<future<int>> Many) {
  co_await home::join_between(Many.begin(), Many.end());
  for (auto &F : Many)
    use(F.get());
}

task<> rangeOfResult(std::vector<future<int>> Many) {
  for (auto &F : co_await join(std::move(Many)))
    use(F.get());
  auto Done = co_await join(std::vector<future<int>>());
  for (auto &F : Done)
    use(F.get());
  use(Done[0].get());
}

task<> arrays() {
  future<int> Many[3];
  std::array<future<int>, 3> More;
  co_await Many[0];
  use(Many[0].get());
  use(Many[1].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[1]);
  for (auto &F : Many)
    co_await F;
  for (auto &F : Many)
    use(F.get());
  for (auto &F : More)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> maps(std::map<int, future<int>> Many) {
  for (auto &[Key, F] : Many) {
    use(Key);
    co_await F;
    use(F.get());
  }
  for (auto &[Key, F] : Many)
    use(F.get());
  for (auto &Entry : Many)
    use(Entry.second.get());
}

task<> mapEntries(std::map<int, future<int>> Many) {
  for (auto &Entry : Many)
    use(Entry.second.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Entry.second);
  use(Many[1].get());
  use(Many.at(2).get());
  co_return;
}

// A loop over all elements completes all of them.
task<> loops(std::vector<future<int>> Many, std::vector<future<int>> Others) {
  for (auto &F : Many)
    co_await F;
  use(Many[0].get());
  for (size_t I = 0; I != Others.size(); ++I)
    co_await Others[I];
  for (auto &F : Others)
    use(F.get());
}

task<> loopsThatLeave(std::vector<future<int>> Many) {
  for (auto &F : Many) {
    if (flip())
      break;
    co_await F;
  }
  for (auto &F : Many)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> loopsThatSkip(std::vector<future<int>> Many) {
  for (auto &F : Many) {
    if (flip())
      continue;
    co_await F;
  }
  use(Many[0].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[0]);
}

task<> elements(std::vector<future<int>> Many, size_t I) {
  co_await Many[I];
  use(Many[I].get());
  ++I;
  use(Many[I].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[I]);
  I = 7;
  use(Many[I].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[I]);
  use(Many[I + 1].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[I + 1]);
}

task<> advancing(future<int> *P, std::vector<future<int>>::iterator It) {
  co_await *P;
  use(P->get());
  ++P;
  use(P->get());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks
  // CHECK-FIXES: use(co_await *P);
  co_await *It;
  use(It->get());
  It++;
  use(It->get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await *It);
}

//===--- An earlier wait --------------------------------------------------===//

task<> waited() {
  auto F = start();
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks
  // CHECK-FIXES: co_await F;
  use(F.get());
  F.wait();
  co_return;
}

task<> waitedInBranch() {
  auto F = start();
  if (flip())
    F.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks
    // CHECK-FIXES: co_await F;
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

// Each round is another future; the second use is the same.
task<> waitedInLoop() {
  for (int I = 0; I < 3; ++I) {
    auto F = start();
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-FIXES: use(co_await F);
    use(F.get());
  }
  co_return;
}

//===--- Readiness --------------------------------------------------------===//

task<> guarded(future<int> F, future<int> G) {
  if (F.is_ready())
    use(F.get());
  if (F.is_ready()) {
    use(F.get());
  } else {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-FIXES: use(co_await F);
  }
  if (G.valid() && G.is_ready())
    use(G.get());
  if (G.is_ready() || flip())
    use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await G);
  co_return;
}

task<> guardedByOther(future<int> F, future<int> G) {
  if (F.is_ready())
    use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await G);
  if (F.valid())
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

task<> guardedElse(future<int> F) {
  if (!F.is_ready())
    co_await yield();
  else
    use(F.get());
}

task<> guardedEarly(future<int> F) {
  if (!F.is_ready())
    co_return;
  use(F.get());
}

task<> guardedBoth(future<int> F, future<int> G) {
  if (!(F.is_ready() && G.is_ready()))
    co_return;
  use(F.get() + G.get());
}

task<> guardedEither(future<int> F, future<int> G) {
  if (!F.is_ready() || !G.is_ready())
    co_return;
  use(F.get() + G.get());
}

task<> guardedLoop(future<int> F) {
  while (!F.is_ready())
    co_await yield();
  use(F.get());
}

task<> guardedForLoop(future<int> F) {
  for (; !F.is_ready();)
    co_await yield();
  use(F.get());
}

task<> guardedDo(future<int> F) {
  do
    co_await yield();
  while (!F.is_ready());
  use(F.get());
}

task<> guardedExpressions(future<int> F) {
  use(F.is_ready() ? F.get() : 0);
  use(F.is_ready() && F.get());
  use(!F.is_ready() || F.get());
  use(F.is_ready() ? 0 : F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks
  // CHECK-FIXES: use(F.is_ready() ? 0 : co_await F);
  co_return;
}

task<> guardedFree(future<int> F) {
  if (home::is_complete(F))
    use(F.get());
  co_return;
}

task<> guardedVariable(future<int> F) {
  const bool Ready = F.is_ready();
  if (Ready)
    use(F.get());
  if (bool Again = F.is_ready())
    use(F.get());
  co_return;
}

task<> guardedByVariableOfBoth(future<int> F, future<int> G) {
  const bool Both = F.is_ready() && G.is_ready();
  if (Both)
    use(F.get() + G.get());
  co_return;
}

task<> guardedByVariableOfEither(future<int> F, future<int> G) {
  const bool Either = F.is_ready() || G.is_ready();
  if (Either)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

task<> leftByVariableOfEither(future<int> F, future<int> G) {
  const bool Waits = !F.is_ready() || !G.is_ready();
  if (Waits)
    co_return;
  use(F.get() + G.get());
}

task<> asserted(future<int> F, future<int> G) {
  assert(F.is_ready());
  use(F.get());
  assert(F.is_ready() && G.is_ready() && "both are there");
  use(G.get());
  co_return;
}

task<> statusEqual(future<int> F) {
  if (F.wait_for(0ms) == home::status::ready)
    use(F.get());
  if (home::status::ready == F.wait_for(0ms))
    use(F.get());
  if (F.wait_for(0ms) != home::status::ready)
    co_return;
  use(F.get());
}

task<> statusTimeout(future<int> F) {
  if (F.wait_for(0ms) == home::status::timeout)
    co_return;
  use(F.get());
}

task<> statusNotTimeout(future<int> F) {
  if (F.wait_for(0ms) != home::status::timeout)
    use(F.get());
  else
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

// A timed wait is a wait, and its result tells.
task<> statusTimed(future<int> F) {
  if (F.wait_for(50ms) == home::status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait_for' blocks the thread of this coroutine until the 'home::future<int>' is complete or the time is up
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'co_await' has no time limit
    use(F.get());
  F.wait_for(50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'co_await' has no time limit
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

task<> statusVariable(future<int> F) {
  auto Status = F.wait_for(0ms);
  if (Status == home::status::ready)
    use(F.get());
  home::status Later;
  do {
    co_await yield();
    Later = F.wait_for(0ms);
  } while (Later != home::status::ready);
  use(F.get());
}

task<> statusAssigned(future<int> F) {
  home::status Status;
  while ((Status = F.wait_for(0ms)) != home::status::ready)
    co_await yield();
  use(F.get());
}

task<> statusSwitch(future<int> F, std::future<int> G) {
  switch (F.wait_for(0ms)) {
  case home::status::ready:
    use(F.get());
    break;
  case home::status::timeout:
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-FIXES: use(co_await F);
    break;
  }
  std::future_status Status;
  switch (Status = G.wait_for(0s)) {
  case std::future_status::ready:
    use(G.get());
    break;
  default:
    break;
  }
  co_return;
}

task<> standard(std::future<int> F, std::shared_future<int> G) {
  if (F.valid() && F.wait_for(0s) == std::future_status::ready)
    use(F.get());
  if (G.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    use(G.get());
    use(G.get());
  }
  co_return;
}

//===--- Ready values, continuations --------------------------------------===//

task<> ready() {
  use(home::make_ready(1).get());
  auto F = home::make_ready(1);
  use(F.get());
  F = start();
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  F = home::make_ready(2);
  use(F.get());
  auto G = flip() ? home::make_ready(1) : start();
  use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await G);
  co_return;
}

task<> continued(future<int> F, future<int> G) {
  co_await F.then([](future<int> Self) { use(Self.get()); });
  co_await F.then([](future<int> Self) -> task<> {
    use(Self.get());
    co_return;
  });
  co_await F.then([](auto Self) -> task<> {
    use(Self.get());
    co_return;
  });
  co_await F.then([G](future<int> Self) mutable -> task<> {
    use(Self.get());
    use(G.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-FIXES: use(co_await G);
    co_return;
  });
  auto NotHandedOver = [](future<int> Self) -> task<> {
    use(Self.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
    // CHECK-FIXES: use(co_await Self);
    co_return;
  };
  co_await NotHandedOver(F);
}

//===--- What ends the knowledge ------------------------------------------===//

void look(const future<int> &);
void look(std::vector<future<int>>);
void restart(future<int> &);
void restart(future<int> *);
void restart(std::vector<future<int>> &);
struct restarter {
  explicit restarter(future<int> &);
};

task<> reassigned() {
  auto F = start(), G = start();
  co_await join(F, G);
  F = start();
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  use(G.get());
  F = start();
  co_await join(F, G);
  use(F.get());
  F = start();
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> byReference() {
  auto F = start();
  co_await F;
  look(F);
  use(F.get());
  restart(F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  restart(&F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  restarter R(F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  std::swap(F, F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_await mine::renew(F);
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
}

task<> containers(std::vector<future<int>> Many) {
  co_await join(Many);
  look(Many);
  use(Many.size() + Many.empty());
  Many.pop_back();
  use(Many[0].get());
  Many.push_back(start());
  use(Many.back().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many.back());
  co_await join(Many);
  Many[1] = start();
  use(Many[0].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[0]);
  co_await join(Many);
  restart(Many);
  use(Many[0].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[0]);
  co_await join(Many);
  restart(Many[2]);
  use(Many[1].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[1]);
}

task<> otherBranch() {
  auto F = start(), G = start();
  if (flip())
    co_await join(F, G);
  else
    co_await F;
  use(F.get());
  use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await G);
}

task<> backEdge() {
  auto F = start();
  co_await F;
  while (flip()) {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-FIXES: use(co_await F);
    F = start();
  }
}

task<> noBackEdge() {
  auto F = start();
  co_await F;
  while (flip())
    use(F.get());
  for (int I = 0; I < 3; ++I) {
    F = start();
    co_await F;
    use(F.get());
  }
}

task<> catching() {
  auto F = start(), G = start();
  co_await F;
  try {
    use(flip());
  } catch (...) {
    use(F.get());
    use(G.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' is not allowed in a catch handler
  }
}
