// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

#include <unifex/async_scope.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<int> load(int Id);

task<int> twice(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  co_return First + co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Task' is awaited again; a 'unifex::_task::_task<int, false>::type' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

task<int> in_a_loop(unifex::async_scope &Scope, Scheduler On, int Id) {
  auto Running = Scope.spawn_on(On, load(Id));
  int Sum = 0;
  for (int I = 0; I < Id; ++I)
    Sum += co_await std::move(Running);
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Running' is awaited in every round of a loop; a 'unifex::_spawn_future::_future<int>::type' can be used only once [async-repeated-await]
    // CHECK-NOTES: :[[@LINE-5]]:8: note: it is made before the loop
    // CHECK-NOTES: :[[@LINE-3]]:12: note: not fixed: each round needs one of its own
  co_return Sum;
}

// --- Silent ------------------------------------------------------------------

task<int> either(int Id, bool B) {
  auto Task = load(Id);
  if (B)
    co_return co_await std::move(Task);
  co_return co_await std::move(Task);
}

task<int> again(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  Task = load(Id);
  co_return First + co_await std::move(Task);
}
