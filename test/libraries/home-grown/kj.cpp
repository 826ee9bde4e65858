// The worked example for kj::Promise.
// RUN: %check %s async-unawaited-task,async-blocking-wait,async-repeated-await %t \
// RUN:   -config='{CheckOptions: {async.Vocabulary: "%S/../../../docs/examples-vocabulary/kj.yaml"}}' -- -isystem %standins -Wno-unused-result

#include <kj/async.h>

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
