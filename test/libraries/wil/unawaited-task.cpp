// RUN: %check %s async-unawaited-task %t -- -isystem %standins -Wno-unused

#include <utility>
#include <wil/coroutine.h>

wil::com_task<> save(int Id);
wil::task<int> load(int Id);

wil::com_task<> forgets(int Id) {
  save(Id);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}
wil::task<> forgetsLocal(int Id) {
  auto Task = load(Id);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Task' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await load(Id + 1);
}

// --- Silent ------------------------------------------------------------------

wil::com_task<int> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_return co_await std::move(Task);
}
wil::task<int> handsOn(int Id) { return load(Id); }
wil::com_task<> meansIt(int Id) {
  (void)save(Id);
  co_return;
}
