// RUN: %check %s async-nested-task %t -- -isystem %standins -Wno-unused

#include <drogon/drogon.h>

using drogon::Task;

Task<Task<>> prepare();
Task<Task<int>> open();

Task<> oneStep() {
  co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
Task<> unread() {
  auto Opened = co_await open();
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await open();
}

// --- Silent ------------------------------------------------------------------

Task<> twoSteps() { co_await co_await prepare(); }
Task<int> later() {
  auto Opened = co_await open();
  co_return co_await Opened;
}
Task<Task<>> handedOn() { co_return co_await prepare(); }
