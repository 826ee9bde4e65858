// Types that no vocabulary knows, told by their structure.
// RUN: %check %s async-nested-task %t -- -isystem %S/Inputs -Wno-unused

#include <coroutine>
#include <memory>
#include <optional>
#include <tasks.h>
#include <tuple>
#include <vector>

using home::eager;
using home::task;

task<task<>> prepare();
task<task<int>> prepareNumber();
task<task<task<>>> prepareTwice();
task<> save();
task<int> load();
void take(task<> T);

//===--- Dropped -----------------------------------------------------------===

task<> statement() {
  co_await prepare(); // and then?
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare(); // and then?
}

task<> parentheses() {
  (co_await prepare());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: 'co_await' gives another task here
  // CHECK-FIXES: (co_await co_await prepare());
}

task<> threeDeep() {
  co_await prepareTwice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await co_await prepareTwice();
}

task<> threeDeepTwoAwaited() {
  co_await co_await prepareTwice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await co_await prepareTwice();
}

task<> comma(int N) {
  N++, co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'co_await' gives another task here
  // CHECK-FIXES: N++, co_await co_await prepare();
}

task<> loop(int N) {
  for (co_await prepare(); N < 3; co_await prepare())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'co_await' gives another task here
    // CHECK-MESSAGES: :[[@LINE-2]]:35: warning: 'co_await' gives another task here
    // CHECK-FIXES: for (co_await co_await prepare(); N < 3; co_await co_await prepare())
    ++N;
}

task<> choice(bool B) {
  B ? co_await prepare() : co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await (B ? co_await prepare() : co_await prepare());
}

task<> castToVoid() {
  (void)co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'co_await' gives another task here
  // CHECK-FIXES: (void)co_await co_await prepare();
}

task<> ignored() {
  std::ignore = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  std::ignore = co_await prepareNumber();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here
  // CHECK-FIXES: std::ignore = co_await co_await prepareNumber();
}

task<> unreadLocal() {
  auto Inner = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  task<int> Braced{co_await prepareNumber()};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepareNumber();
}

task<> unreadAndCast() {
  auto Inner = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_await' gives another task here
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: 'Inner' is mentioned again
  (void)Inner;
}

task<> inLambda() {
  auto Run = []() -> task<> {
    co_await prepare();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' gives another task here
    // CHECK-FIXES: co_await co_await prepare();
  };
  co_await Run();
}

//===--- Fixed nowhere -----------------------------------------------------===

// The type depends on the parameter, so another instantiation may be right.
template <typename T> task<> inTemplate(T Make) {
  co_await Make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
}
task<> instantiates() {
  co_await inTemplate(prepare);
  co_await inTemplate(save);
}

// A pattern's own types are the same everywhere.
template <typename T> task<> samePattern(T) {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
}
template task<> samePattern(int);

#define AWAIT(X) co_await X
task<> inMacro() {
  AWAIT(prepare());
}

//===--- Somebody has it ---------------------------------------------------===

task<> bothAwaited() { co_await co_await prepare(); }
task<int> bothAwaitedForValue() {
  int N = co_await co_await prepareNumber();
  co_return N + co_await co_await prepareNumber();
}
task<> awaitedLater() {
  auto Inner = co_await prepare();
  co_await save();
  co_await std::move(Inner);
}
task<> awaitedOnOnePath(bool B) {
  auto Inner = co_await prepare();
  if (B)
    co_await std::move(Inner);
}
task<> passedOn() { take(co_await prepare()); }
task<task<>> returned() { co_return co_await prepare(); }
task<> stored(std::vector<task<>> &Tasks, std::optional<task<>> &Slot) {
  Tasks.push_back(co_await prepare());
  Slot = co_await prepare();
  Slot.emplace(co_await prepare());
}
struct Keeper {
  task<> Pending;
  task<> keep() { Pending = co_await prepare(); }
};
task<> captured() {
  auto Run = [Inner = co_await prepare()]() mutable { take(std::move(Inner)); };
  Run();
}
task<> made() { auto Kept = std::make_unique<task<>>(co_await prepare()); }
task<> notTasks() {
  co_await save();
  co_await load();
  int N = co_await load();
  (void)co_await load();
}

task<> assignedLater(bool B) {
  task<> Inner;
  if (B)
    Inner = co_await prepare();
  co_await std::move(Inner);
}
task<> chosen(bool B) { co_await (B ? co_await prepare() : save()); }
task<> inCondition() {
  if (auto Inner = co_await prepare(); Inner.await_ready())
    co_await std::move(Inner);
}
task<> inTuple() { auto Pair = std::make_tuple(1, co_await prepare()); }
task<> passedByReference(void (*Take)(task<> &&)) {
  Take(co_await prepare());
}
task<> swapped(task<> &Other) {
  auto Inner = co_await prepare();
  std::swap(Inner, Other);
}

// What an await refers to belongs to somebody else.
struct Current {
  task<> Held;
  struct awaiter {
    task<> &Held;
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    task<> &await_resume() { return Held; }
  };
  awaiter operator co_await() { return {Held}; }
};
task<> reference(Current &C) {
  co_await C;
  auto &Inner = co_await C;
}

//===--- Reference to a value that dies ------------------------------------===

struct Moving {
  task<> Held;
  struct awaiter {
    task<> &Held;
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    task<> &&await_resume() { return std::move(Held); }
  };
  awaiter operator co_await() && { return {Held}; }
};
Moving moving();
task<> rvalueReference() {
  co_await moving();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await moving();
  auto Inner = co_await moving();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await moving();
}

//===--- The inner one runs by itself --------------------------------------===

task<eager<>> launch();

task<> runs() {
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await co_await launch();
}
task<> runsOnPurpose() {
  (void)co_await launch();
  std::ignore = co_await launch();
}
task<> runsAndIsHeld() { auto Running = co_await launch(); }
// Made to be dropped.
task<home::oneway> shoot();
task<> shot() { co_await shoot(); }
