// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unawaited-task %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <utility>

concurrencpp::result<int> load(int Id);
concurrencpp::result<void> save(int Id);

concurrencpp::result<void> forgets(int Id) {
  save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

concurrencpp::result<void> forgetsLocal(int Id) {
  auto Task = load(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Task' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await save(Id);
}

concurrencpp::result<void> forgetsWork(concurrencpp::executor &Pool, int Id) {
  Pool.submit([Id] { return Id; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'submit' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: awaited here, what follows waits for the work that is started here
  // CHECK-FIXES-NOTES: co_await Pool.submit([Id] { return Id; });
  co_await save(Id);
}

// --- Silent ------------------------------------------------------------------

concurrencpp::result<void> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_await std::move(Task);
}
concurrencpp::result<int> handsOn(int Id) { return load(Id); }
concurrencpp::result<void> meansIt(int Id) {
  (void)save(Id);
  co_return;
}
