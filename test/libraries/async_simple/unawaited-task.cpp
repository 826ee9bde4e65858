// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <utility>

async_simple::coro::Lazy<int> load(int Id);
async_simple::coro::Lazy<void> save(int Id);

async_simple::coro::Lazy<void> forgets(int Id) {
  save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

async_simple::coro::Lazy<void> forgetsLocal(int Id) {
  auto Task = load(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(Id);
  co_await save(Id);
}

async_simple::coro::Lazy<void> discards(int Id) {
  (void)save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: (void)co_await save(Id);
  co_return;
}

// --- Silent ------------------------------------------------------------------

async_simple::coro::Lazy<void> awaits(int Id) {
  auto Task = load(Id);
  co_await save(Id);
  co_await std::move(Task);
}
async_simple::coro::Lazy<int> handsOn(int Id) { return load(Id); }
