// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <functional>
#include <thread>
#include <tmc/all_headers.hpp>
#include <vector>

using tmc::task;

task<void> save(int Id);

task<void> each(const std::vector<int> &Ids) {
  std::for_each(Ids.begin(), Ids.end(), [](int Id) -> task<void> { co_await save(Id); });
  // CHECK-NOTES: :[[@LINE-1]]:41: warning: the task that this lambda returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES: co_await [](int Id) -> task<void> { co_await save(Id); }(element);
  co_return;
}

void on_event(std::function<void(int)> Handler);
void registers() {
  on_event([](int Id) -> task<void> { co_await save(Id); });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: the task that this lambda returns is dropped by 'std::function<void (int)>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: the task runs now, and nobody waits for it: what it refers to must live on
}

// --- Silent ------------------------------------------------------------------

void calls(std::function<task<void>(int)> Handler);
void registers_task() {
  calls([](int Id) -> task<void> { co_await save(Id); });
}

void starts_it(tmc::ex_cpu &Cpu) {
  on_event([&Cpu](int Id) { tmc::post(Cpu, save(Id)); });
}
