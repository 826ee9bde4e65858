// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <utility>
#include <wil/coroutine.h>

wil::task<int> load(int Id);
wil::com_task<> save(int Id);

wil::com_task<int> waits(int Id) {
  save(Id).get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'wil::com_task<{{(void)?}}>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await save(Id);
  auto Task = load(Id);
  co_return std::move(Task).get();
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of this coroutine until the 'wil::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await std::move(Task);
}
static int sum(int Id) { return load(Id).get() + 1; }
// CHECK-NOTES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of a coroutine until the 'wil::task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: :[[@LINE+2]]:42: note: 'sum' is called by the coroutine 'calls' here
// CHECK-NOTES: :[[@LINE-3]]:42: note: not fixed: 'sum' is not a coroutine
wil::task<int> calls(int Id) { co_return sum(Id); }

// --- Silent ------------------------------------------------------------------

wil::com_task<int> awaits(int Id) {
  co_await save(Id);
  auto Task = load(Id);
  co_return co_await std::move(Task);
}
// Somebody has to wait.
int main() { return load(1).get(); }
