// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins -pthread
// What has no awaiting form, other threads do.

#include <unifex/just_from.hpp>
#include <unifex/on.hpp>
#include <unifex/static_thread_pool.hpp>
#include <unifex/task.hpp>
#include <cstdlib>
#include <mutex>
#include <thread>


unifex::task<void> joins(unifex::static_thread_pool &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await unifex::on(Pool.get_scheduler(), unifex::just_from([&] { Thread.join(); }));
  co_return;
}
unifex::task<void> runs(unifex::static_thread_pool &Pool, bool Clean) {
  int Status = Clean ? 0 : std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: int Status = Clean ? 0 : co_await unifex::on(Pool.get_scheduler(), unifex::just_from([&] { return std::system("make"); }));
  (void)Status;
  co_return;
}

// Threads own locks.
unifex::task<void> locked(unifex::static_thread_pool &Pool, std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
