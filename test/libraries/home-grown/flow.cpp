// The worked example for Future of FoundationDB's flow.
// RUN: %check %s async-unawaited-task,async-blocking-call,async-repeated-await %t \
// RUN:   -config='{CheckOptions: {async.Vocabulary: "%S/../../../docs/examples-vocabulary/flow.yaml"}}' -- -isystem %standins

#include <chrono>
#include <flow/flow.h>
#include <thread>

Future<int> load(int Id);
Future<Void> save(int Value);

Future<Void> forgets() {
  save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await delay(std::chrono::duration<double>(std::chrono::seconds(1)).count());
  co_await save(2);
  co_return Void();
}

// Every copy gives the value, as often as it is asked.
Future<int> takes_twice() {
  Future<int> Value = load(1);
  int First = co_await Value;
  co_return First + co_await Value;
}

Future<int> asks_first() {
  Future<int> Value = load(1);
  co_await delay(1.0);
  if (Value.isReady())
    co_return Value.get();
  co_return 0;
}
