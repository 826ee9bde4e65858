// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread -Wno-unused

#include <chrono>
#include <mutex>
#include <thread>
#include <exec/timed_thread_scheduler.hpp>
#include <exec/task.hpp>
#include <vector>

using namespace std::chrono_literals;
using exec::task;

task<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await exec::schedule_after(scheduler, 10ms)' with a scheduler that keeps time
  co_return;
}

task<void> timed(exec::timed_thread_context &Context) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await exec::schedule_after(Context.get_scheduler(), 10ms);
  co_return;
}
task<void> scheduled(exec::timed_thread_scheduler Scheduler) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await exec::schedule_after(Scheduler, 10ms);
  co_return;
}

// The parameter is nearer.
exec::timed_thread_context Global;
task<void> global() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await exec::schedule_after(Global.get_scheduler(), 10ms);
  co_return;
}
task<void> nearer(exec::timed_thread_scheduler Scheduler) {
  std::this_thread::sleep_for(20ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await exec::schedule_after(Scheduler, 20ms);
  co_return;
}

// --- Silent ------------------------------------------------------------------

void no_coroutine() { std::this_thread::sleep_for(10ms); }

task<void> only_asks(std::mutex &M) {
  if (M.try_lock())
    M.unlock();
  co_return;
}

task<void> on_a_thread(std::vector<std::thread> &Threads) {
  Threads.emplace_back([] { std::this_thread::sleep_for(10ms); });
  co_return;
}
