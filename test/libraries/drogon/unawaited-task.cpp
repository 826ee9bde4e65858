// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <drogon/drogon.h>
#include <utility>

drogon::Task<> save(int Id);

drogon::Task<> forgets(int Id) {
  save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

// --- Silent ------------------------------------------------------------------

drogon::Task<> awaits(int Id) {
  auto Task = save(Id);
  co_await save(Id + 1);
  co_await Task;
}
drogon::Task<> handsOn(int Id) { return save(Id); }
