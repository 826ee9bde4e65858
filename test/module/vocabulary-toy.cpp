// Both checks work for a library that only a user's YAML file describes.
// RUN: %check %s async-blocking-wait,async-unawaited-task %t -config='{CheckOptions: {async.Vocabulary: "%S/Inputs/toy/toy.yaml"}}' -- -I%S/Inputs/toy

// Without the file, there is nothing to be seen.
// RUN: %tidy --checks='-*,async-*' --warnings-as-errors='*' %s -- -std=c++20 -I%S/Inputs/toy

#include "toy.h"
#include <vector>

toy::job<int> load(int id);
toy::job<> save(int value);

toy::job<> process(int id) {
  int value = load(id).finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'finish' blocks the thread of this coroutine until the 'toy::job<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: int value = co_await load(id);
  save(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(value);
  toy::after(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'after' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await toy::after(1);
  toy::run(save(value));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the thread of this coroutine until the 'toy::job<{{(void)?}}>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await save(value);
  toy::job<int> named = load(2);
  value += named.finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'finish' blocks the thread of this coroutine until the 'toy::job<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: value += co_await std::move(named);
  co_return;
}

toy::job<> knows_when_it_is_done() {
  toy::job<int> first = load(1), second = load(2);
  if (first.finished())
    first.finish();
  co_await toy::all(first, second);
  second.finish();
}

toy::job<> obstacles(toy::mutex &mutex) {
  toy::job<int> job = load(1);
  if (job.finish_within(100))
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'finish_within' blocks the thread of this coroutine until the 'toy::job<int>' is complete or the time is up [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' has no time limit
    co_return;
  toy::guard lock(mutex);
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'lock' would hold its mutex while the coroutine is suspended
}

void no_coroutine() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'no_coroutine' is not a coroutine
  std::vector<toy::job<>> jobs;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the tasks in 'jobs' are never awaited, so they never run [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: not fixed: await them together with 'toy::all'
  jobs.push_back(save(1));
}
