// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

#include <tmc/all_headers.hpp>

using tmc::task;

task<int> load(int Id);

task<int> twice(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  co_return First + co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Task' is awaited again; a 'tmc::task<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

task<int> in_a_loop(int Id) {
  auto Child = tmc::spawn(load(Id)).fork();
  int Sum = 0;
  for (int I = 0; I < Id; ++I)
    Sum += co_await std::move(Child);
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'Child' is awaited in every round of a loop; a 'tmc::detail::rvalue_only_awaitable<int>' can be used only once [async-repeated-await]
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

task<void> takes_turns(tmc::semaphore &Gate) {
  auto First = co_await Gate.acquire_scope();
  auto Second = co_await Gate.acquire_scope();
}
