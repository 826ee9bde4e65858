// The worked example for sdbusplus::async::task.
// RUN: %check %s async-unawaited-task,async-blocking-call,async-repeated-await %t \
// RUN:   -config='{CheckOptions: {async.Vocabulary: "%S/../../../docs/examples-vocabulary/sdbusplus.yaml"}}' -- -isystem %standins

#include <chrono>
#include <sdbusplus/async.hpp>
#include <thread>

using namespace sdbusplus::async;

task<int> load(int Id);
task<> save(int Value);

task<> forgets() {
  save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  task<int> Named = load(1);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task in 'Named' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(1);
  co_await save(2);
}

task<> blocks(context &Context) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await sdbusplus::async::sleep_for(ctx, std::chrono::seconds(1))' with the context
  Context.run();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'run' blocks the thread of this coroutine until the context is stopped [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'run' is known
  co_await save(2);
}

task<> as_it_should_be(context &Context) {
  task<int> Named = load(1);
  Context.spawn(save(1));
  co_await sleep_for(Context, std::chrono::seconds(1));
  co_await save(co_await std::move(Named));
}

// The program's own thread runs the context.
void program(context &Context) {
  Context.spawn(save(1));
  Context.run();
}
