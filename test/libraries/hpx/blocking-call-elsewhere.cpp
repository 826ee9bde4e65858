// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins

// What suspends no task, threads for that do.

#include <cstdlib>
#include <hpx/future.hpp>
#include <thread>

void posts(std::thread &Thread) {
  hpx::post([&] { Thread.join(); });
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'join' blocks the thread of an event loop or executor until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:26: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: hpx::post([&] { hpx::async(hpx::parallel::execution::io_pool_executor(), [&] { Thread.join(); }).get(); });
}
hpx::future<int> runs() {
  int Status = std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: int Status = hpx::async(hpx::parallel::execution::io_pool_executor(), [&] { return std::system("make"); }).get();
  co_return Status;
}
