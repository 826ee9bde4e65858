// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>

cppcoro::task<cppcoro::task<int>> prepare();
cppcoro::task<> twoSteps(cppcoro::shared_task<cppcoro::shared_task<>> Shared) {
  auto Unread = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  // A reference to the task that it shares.
  co_await Shared;
  auto Task = prepare();
  co_await Task;
}
