// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <drogon/drogon.h>

drogon::Task<> task();

drogon::Task<> tasks() {
  drogon::sync_wait(task());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'drogon::Task<{{(void)?}}>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: co_await task();
  co_await task();
}

// Somebody has to wait.
int main() { drogon::sync_wait(task()); }
