// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins
// What has no awaiting form, a coroutine does on a pool.

#include <coro/coro.hpp>
#include <coro/io_scheduler.hpp>
#include <cstdlib>
#include <memory>
#include <thread>

coro::task<void> joins(std::unique_ptr<coro::thread_pool> &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the coroutine goes on on a thread of the pool
  // CHECK-FIXES: co_await Pool->schedule();
  // CHECK-FIXES: Thread.join();
  co_return;
}
coro::task<int> there(coro::thread_pool &Pool) {
  co_await Pool.schedule();
  co_return std::system("make");
}
coro::task<int> back(coro::thread_pool &Pool, std::unique_ptr<coro::io_scheduler> &Scheduler) {
  co_await Pool.schedule();
  int Status = std::system("make");
  co_await Scheduler->schedule();
  Status += std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'system' is known
  co_return Status;
}
