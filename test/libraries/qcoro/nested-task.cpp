// RUN: %check %s async-nested-task %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroFuture>
#include <QCoroTask>
#include <QFuture>

using QCoro::Task;

Task<Task<int>> prepare();
Task<QFuture<int>> launch();
Task<int> load(int Id);

Task<> lost() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  auto Unread = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}

// --- Silent ------------------------------------------------------------------

Task<int> both_steps() {
  co_await load(1);
  auto Inner = co_await prepare();
  co_await Inner;
  co_return co_await co_await prepare();
}
// Dropping one is how Qt starts background work.
Task<> background() { co_await launch(); }
void chained() {
  load(1).then([](int Id) { return load(Id + 1); });
}
