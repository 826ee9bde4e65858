// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread -Wno-unused

#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>

using exec::task;

task<int> load(int Id);
task<void> save(int Id);

task<int> takes_value(int Id) {
  auto [First] = stdexec::sync_wait(load(Id)).value();
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto First = co_await load(Id);
  int Second = std::get<0>(*stdexec::sync_wait(load(Id)));
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: int Second = co_await load(Id);
  co_return First + Second;
}

task<void> drops_value(int Id) {
  stdexec::sync_wait(save(Id));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<...>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await save(Id);
  co_return;
}

task<int> takes_two(int Id) {
  auto [First, Second] = *stdexec::sync_wait(stdexec::just(Id, Id + 1));
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread of this coroutine until the 'stdexec::(anonymous namespace)::__sexpr<...>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto [First, Second] = co_await stdexec::just(Id, Id + 1);
  co_return First + Second;
}

task<int> takes_by_reference(int Id) {
  const auto &[First] = *stdexec::sync_wait(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: const auto &First = co_await load(Id);
  co_return First + std::get<0>(stdexec::sync_wait(load(Id)).value());
  // CHECK-NOTES: :[[@LINE-1]]:33: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return First + co_await load(Id);
}

task<int> takes_second(int Id) {
  co_return std::get<1>(*stdexec::sync_wait(stdexec::just(Id, Id + 1)));
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'sync_wait' blocks the thread of this coroutine until the 'stdexec::(anonymous namespace)::__sexpr<...>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return std::get<1>(co_await stdexec::just(Id, Id + 1));
}

task<int> moves_it(int Id) {
  auto Found = std::move(*stdexec::sync_wait(load(Id)));
  // CHECK-NOTES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:27: note: not fixed: its result is empty after a stop, and 'co_await' does not return then
  co_return std::get<0>(Found);
}

task<int> looks_at_it(int Id) {
  auto Found = stdexec::sync_wait(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of this coroutine until the 'experimental::execution::__task::basic_task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: its result is empty after a stop, and 'co_await' does not return then
  co_return Found ? std::get<0>(*Found) : 0;
}

// --- Silent ------------------------------------------------------------------

task<int> awaits(int Id) { co_return co_await load(Id) + 1; }

int main() {
  exec::static_thread_pool Pool;
  auto [Found] = *stdexec::sync_wait(
      stdexec::starts_on(Pool.get_scheduler(), load(1)));
  return Found;
}
