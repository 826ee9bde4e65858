// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

task<int> load(int Id);

task<int> twice(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  co_return First + co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Task' is awaited again; a 'experimental::execution::__task::basic_task<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

task<int> in_a_loop(exec::async_scope &Scope, Scheduler On, int Id) {
  auto Running = Scope.spawn_future(stdexec::starts_on(On, load(Id)));
  int Sum = 0;
  for (int I = 0; I < Id; ++I)
    Sum += co_await std::move(Running);
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Running' is awaited in every round of a loop; a 'experimental::execution::__scope::__future<...>' can be used only once [async-repeated-await]
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

task<int> anew(int Id) {
  int Sum = 0;
  for (int I = 0; I < Id; ++I) {
    auto Task = load(I);
    Sum += co_await std::move(Task);
  }
  co_return Sum;
}
