// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread -Wno-unused

#include <tmc/all_headers.hpp>

using tmc::task;

task<int> load(int Id);

task<int> waits(tmc::ex_cpu &Cpu, int Id) {
  co_return tmc::post_waitable(Cpu, load(Id)).get();
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await tmc::spawn(load(Id)).run_on(Cpu);
}

task<int> sum(tmc::ex_cpu &Cpu) {
  int Sum = 1 + tmc::post_waitable(Cpu, load(1)).get();
  // CHECK-NOTES: :[[@LINE-1]]:50: warning: 'get' blocks
  // CHECK-FIXES: int Sum = 1 + co_await tmc::spawn(load(1)).run_on(Cpu);
  auto Later = tmc::post_waitable(Cpu, load(2));
  co_return Sum + Later.get();
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:25: note: not fixed: 'std::future<int>' has no awaiter
}
// A priority, and a wait that throws nothing.
task<int> otherwise(tmc::ex_cpu &Cpu) {
  tmc::post_waitable(Cpu, load(2)).wait();
  // CHECK-NOTES: :[[@LINE-1]]:36: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:36: note: not fixed: 'wait' does not throw, and 'co_await' would
  co_return tmc::post_waitable(Cpu, load(1), 1).get();
  // CHECK-NOTES: :[[@LINE-1]]:49: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:49: note: not fixed: 'std::future<int>' has no awaiter
}

task<int> inner(int Id) {
  co_return tmc::async_main(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'async_main' blocks the thread of this coroutine until the 'tmc::task<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: it runs the whole program
}

// --- Silent ------------------------------------------------------------------

task<int> awaits(tmc::ex_cpu &Cpu, int Id) {
  co_return co_await tmc::spawn(load(Id)).run_on(Cpu);
}

task<int> after_it_is_ready(std::future<int> Answer) {
  if (Answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    co_return Answer.get();
  co_return co_await load(1);
}

int main() { return tmc::async_main(load(1)); }
