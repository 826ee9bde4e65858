// The worked example for kj::Promise.
// RUN: %check %s async-unawaited-task,async-blocking-call,async-blocking-wait,async-dangling-task,async-repeated-await,async-unbounded-concurrency %t \
// RUN:   -config='{CheckOptions: {async.Vocabulary: "%S/../../../docs/examples-vocabulary/kj.yaml"}}' -- -isystem %standins -Wno-unused-result

#include <chrono>
#include <kj/async.h>
#include <string>
#include <thread>
#include <vector>

kj::Promise<int> load(int Id);
kj::Promise<void> save(int Value);

kj::Promise<void> forgets(kj::WaitScope &Scope) {
  co_await save(0);
  save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  int Value = load(1).wait(Scope);
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'wait' blocks the thread of this coroutine until the 'kj::Promise<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: int Value = co_await load(1);
  co_await save(Value);
}

kj::Promise<int> takes_twice() {
  kj::Promise<int> Promise = load(1);
  int First = co_await Promise;
  co_return First + co_await Promise;
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Promise' is awaited again; a 'kj::Promise<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

kj::Promise<void> as_it_should_be() {
  kj::Promise<int> Promise = load(1);
  co_await save(co_await Promise);
}

kj::Promise<int> forks() {
  auto Fork = load(1).fork();
  int First = co_await Fork;
  co_return First + co_await Fork;
}

// The event loop's owner waits.
int at_the_top(kj::WaitScope &Scope) { return load(1).wait(Scope); }

// --- Callbacks -----------------------------------------------------------------

kj::Promise<void> calls_back(int Id) {
  return load(1).then([Id](int Value) -> kj::Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
  // CHECK-FIXES: return load(1).then([Id](int Value) { return [](const auto Id, int Value) -> kj::Promise<void> {
    co_await save(0);
    co_await save(Id + Value);
  });
  // CHECK-FIXES: }(Id, Value); });
}
kj::Promise<void> later(int Id) {
  return kj::evalLater([Id]() -> kj::Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'evalLater' destroys this lambda at its first suspension, and its coroutine uses its captures after that
  // CHECK-FIXES: return kj::evalLater([Id]() { return [](const auto Id) -> kj::Promise<void> {
    co_await save(0);
    co_await save(Id);
  });
  // CHECK-FIXES: }(Id); });
}
kj::Promise<void> at_once(int Id) {
  co_await kj::evalNow([Id]() -> kj::Promise<void> {
    co_await save(0);
    co_await save(Id);
  });
  co_await load(1).then(kj::coCapture([Id](int Value) -> kj::Promise<void> {
    co_await save(0);
    co_await save(Id + Value);
  }));
}
void on_the_loop(kj::Promise<int> Number) {
  auto Done = Number.then([](int) { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sleep_for' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: this lambda is handed to 'then' here, which runs it on an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-3]]:37: note: not fixed: the enclosing lambda is not a coroutine
}
kj::Promise<void> used_up(kj::Promise<int> First, kj::Promise<int> Second) {
  auto Kept = First.attach(1);
  auto Caught = Second.catch_([](int) {});
  co_await Caught;
  co_await First;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'First' is awaited after it was used by 'attach'
  // CHECK-MESSAGES: :[[@LINE-5]]:15: note: it is used by 'attach' here first
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: not fixed: the first use kept no result
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: 'kj::ForkedPromise' gives its result to several
  co_await Second;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Second' is awaited after it was used by 'catch_'
  // CHECK-MESSAGES: :[[@LINE-9]]:17: note: it is used by 'catch_' here first
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: not fixed: the first use kept no result
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: 'kj::ForkedPromise' gives its result to several
}
void adds(kj::TaskSet &Tasks, const std::vector<int> &Values) {
  for (int Value : Values)
    Tasks.add(save(Value));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'add' starts a task for each element of 'Values'
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: {{.*}}
}
