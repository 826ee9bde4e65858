// The worked example for the tasks of TON's actors.
// RUN: %check %s async-unawaited-task,async-repeated-await %t \
// RUN:   -config='{CheckOptions: {async.Vocabulary: "%S/../../../docs/examples-vocabulary/ton.yaml"}}' -- -isystem %standins -Wno-unused-result

#include <td/actor/coro_task.h>

using td::Unit;
using td::actor::StartedTask;
using td::actor::Task;

Task<int> load(int Id);
Task<> save(int Value);

Task<> forgets() {
  save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  save(2).start();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'start' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(2).start();
  Task<int> Named = load(1);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: the task in 'Named' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(1);
  co_return Unit();
}

Task<int> takes_twice() {
  Task<int> Named = load(1);
  int First = co_await std::move(Named);
  co_return First + co_await std::move(Named);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Named' is awaited again; a 'td::actor::Task<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

Task<> as_it_should_be() {
  StartedTask<int> Running = load(1).start();
  save(1).start().detach();
  int Value = co_await std::move(Running);
  co_await save(Value);
  co_return Unit();
}

// A plain function starts one and lets it go.
void plain() { save(1).start_immediate().detach(); }
