// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins -pthread
// What has no awaiting form, other threads do.

#include <concurrencpp/concurrencpp.h>
#include <cstdlib>
#include <mutex>
#include <thread>


concurrencpp::result<void> joins(concurrencpp::runtime &Runtime, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the coroutine goes on on the background executor
  // CHECK-FIXES: co_await Runtime.background_executor()->submit([&] { Thread.join(); });
  co_return;
}
concurrencpp::result<void> runs(concurrencpp::runtime &Runtime, bool Clean) {
  int Status = Clean ? 0 : std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: the coroutine goes on on the background executor
  // CHECK-FIXES: int Status = Clean ? 0 : co_await Runtime.background_executor()->submit([&] { return std::system("make"); });
  (void)Status;
  co_return;
}

// Threads own locks.
concurrencpp::result<void> locked(concurrencpp::runtime &Runtime, std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
