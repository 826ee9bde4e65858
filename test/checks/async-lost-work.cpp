// Work that gets lost: four checks, and every loss is reported by exactly one of
// them. All fixes at once.
// RUN: %check %s async-unawaited-task,async-detached-coroutine,async-discarding-callback,async-nested-task %t -- -isystem %S/Inputs -pthread -Wno-unused
// RUN: %check %s async-unawaited-task,async-detached-coroutine,async-discarding-callback,async-nested-task %t -fix-notes -check-suffixes=,NOTES -- -isystem %S/Inputs -pthread -Wno-unused

#include <algorithm>
#include <functional>
#include <tasks.h>
#include <thread>
#include <vector>

using home::oneway;
using home::task;

task<> save();
task<int> load(int Id);
task<task<>> prepare();
void later(std::function<void()> Callback);

//===--- One each ----------------------------------------------------------===

task<> unawaited() {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save();
  co_return;
}

static oneway detached() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'detached' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-FIXES: static home::task<> detached() {
  co_await save();
}
task<> callsDetached() {
  detached();
  // CHECK-FIXES: co_await detached();
  co_return;
}

void discarding() {
  later(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
}

task<> nested() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}

//===--- Two and more in one place -----------------------------------------===

// A detached coroutine that drops a task, and one of its callers.
static oneway detachedDrops() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'detachedDrops' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-FIXES: static home::task<> detachedDrops() {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save();
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
task<> callsDrops(bool B) {
  if (B)
    detachedDrops(), save();
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await detachedDrops(), co_await save();
  co_return;
}

// The task of a task, dropped whole: the outer one is never awaited.
task<> droppedWhole() {
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prepare' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await co_await prepare();
  co_return;
}

// What the loop calls drops a task, too.
task<> loop(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), [](int Id) -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that this lambda returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
    // CHECK-FIXES: for (auto &&element : Ids)
    // CHECK-FIXES:   co_await [](int Id) -> task<> {
    load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'load' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await load(Id);
    co_return;
  });
  // CHECK-FIXES: }(element);
  co_return;
}

// The task of tasks that a loop drops.
task<task<>> prepareOne(int Id);
task<> loopOverTwo(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), prepareOne);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'prepareOne' returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await co_await prepareOne(element);
  co_return;
}

// A detached lambda is fine for a callback that returns nothing; what leaves it
// is not.
void detachedCallback() {
  later([]() -> oneway {
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an exception that leaves this coroutine terminates the program; nobody can await it [async-detached-coroutine]
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: not all of its callers are known
    co_await save();
  });
  std::thread Worker([]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
    save();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await save();
    co_return;
  });
  Worker.join();
}

// A template drops what its callable returns: a matter of who hands it over.
template <typename F> void calls(F Callback) { Callback(); }
task<> callsTemplate() {
  calls(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'save' returns is dropped by 'calls', so it never runs [async-discarding-callback]
  calls([]() -> task<> { co_await prepare(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that this lambda returns is dropped by 'calls', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: calls([]() -> task<> { co_await co_await prepare(); });
  co_return;
}

// Kept and forgotten.
task<> forgotten() {
  auto Outer = save();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Outer' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save();
  auto Inner = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  co_return;
}

// A function that others may call, and the same again with its caller.
oneway visible() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'visible' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: return 'home::task<>', and await it in every caller; others may be elsewhere
  // CHECK-FIXES-NOTES: home::task<> visible() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
task<> callsVisible() {
  visible();
  // CHECK-FIXES-NOTES: co_await visible();
  co_return;
}

//===--- Nothing is lost ---------------------------------------------------===

oneway careful() {
  try {
    co_await save();
  } catch (...) {
  }
}
task<> good(std::vector<int> Ids, std::vector<task<>> &Running) {
  co_await save();
  co_await co_await prepare();
  careful();
  later(careful);
  later([] { careful(); });
  std::for_each(Ids.begin(), Ids.end(),
                [&](int) { Running.push_back(save()); });
  auto Inner = co_await prepare();
  co_await std::move(Inner);
  std::function<task<>()> Make = save;
  co_await Make();
  for (int Id : Ids)
    co_await load(Id);
}
