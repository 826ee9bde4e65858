// What the other test of userver leaves out, with every check.
// RUN: %check %s 'async-*' %t -- -isystem %standins

#include <unistd.h>
#include <userver/utils/async.hpp>
#include <vector>

using namespace userver;

int work();

// They run on the task processor of the caller, which must not be blocked.
void starts() {
  utils::CriticalAsync("a", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  utils::SharedAsync("b", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sleep' blocks
  utils::SharedCriticalAsync("c", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sleep' blocks
  engine::AsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sleep' blocks
  engine::CriticalAsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sleep' blocks
  engine::SharedAsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
}

// Handles of tasks, which are awaited by their own means.
int waits(std::vector<engine::TaskWithResult<int>> &Tasks, engine::SharedTaskWithResult<int> Shared) {
  engine::WaitAllChecked(Tasks);
  return engine::GetAll(Tasks) + Shared.Get();
}
int receives(std::vector<engine::Promise<int>> &Promises) {
  std::vector<engine::Future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_future());
  int Sum = 0;
  for (auto &Result : Results)
    Sum += Result.get();
  return Sum;
}
void gated(engine::Semaphore &Semaphore, const std::vector<int> &Ids) {
  std::vector<engine::TaskWithResult<int>> Tasks;
  for (int Id : Ids) {
    Semaphore.lock_shared();
    Tasks.push_back(utils::Async("one", [Id] { return Id; }));
  }
  engine::WaitAllChecked(Tasks);
}
