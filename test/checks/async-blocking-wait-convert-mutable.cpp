// RUN: %check %s async-blocking-wait %t -std=c++2b -- -isystem %standins

// C++23 allows `mutable` without a list of parameters, and nothing behind it.


#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> answer();
void use(int);

task<> run(int N) {
  auto Count = [N] mutable { return sync_wait(answer()) + N++; };
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto Count = [N] () mutable -> cppcoro::task<int> { co_return co_await answer() + N++; };
  use(Count());
  // CHECK-FIXES: use(co_await Count());
  auto Plain = [N] { return sync_wait(answer()) + N; };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto Plain = [N] () -> cppcoro::task<int> { co_return co_await answer() + N; };
  use(Plain());
  // CHECK-FIXES: use(co_await Plain());
  co_return;
}
