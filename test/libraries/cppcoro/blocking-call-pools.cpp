// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins
// What has no awaiting form, a coroutine does on a pool.

#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <cstdlib>
#include <thread>

cppcoro::task<> joins(cppcoro::static_thread_pool &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: the coroutine goes on on a thread of the pool
  // CHECK-FIXES: co_await Pool.schedule();
  // CHECK-FIXES: Thread.join();
  co_return;
}
// No statement of its own.
cppcoro::task<int> runs(cppcoro::static_thread_pool &Pool) {
  int Status = std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: no awaiting form of 'system' is known
  co_return Status;
}

// --- Already there ---------------------------------------------------------

cppcoro::task<int> there(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
  co_return std::system("make");
}
cppcoro::task<int> back(cppcoro::static_thread_pool &Pool, cppcoro::io_service &Service) {
  co_await Pool.schedule();
  int Status = std::system("make");
  co_await Service.schedule();
  Status += std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'system' is known
  co_return Status;
}
