// ReportLocks, MinimumSleep and Scope.
// RUN: %check %s async-blocking-call %t -check-suffixes=,SHORT -- -isystem %S/Inputs -pthread
// RUN: %check %s async-blocking-call %t -check-suffixes=,LOCKS \
// RUN:   -config="{CheckOptions: {async-blocking-call.ReportLocks: true, async-blocking-call.MinimumSleep: 100}}" -- -isystem %S/Inputs -pthread
// RUN: %check %s async-blocking-call %t -check-suffixes=,SHORT \
// RUN:   -config="{CheckOptions: {async-blocking-call.Scope: coroutines}}" -- -isystem %S/Inputs -pthread
// RUN: %check %s async-blocking-call %t -check-suffixes=,SHORT,EVERYWHERE \
// RUN:   -config="{CheckOptions: {async-blocking-call.Scope: everywhere}}" -- -isystem %S/Inputs -pthread

#include "home_task.h"
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <unistd.h>

using home::task;
using namespace std::chrono_literals;

task<> sleeps(std::chrono::seconds Unknown) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  std::this_thread::sleep_for(99ms);
  // CHECK-MESSAGES-SHORT: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(99.5));
  // CHECK-MESSAGES-SHORT: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  std::this_thread::sleep_for(Unknown);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  usleep(99999);
  // CHECK-MESSAGES-SHORT: :[[@LINE-1]]:3: warning: 'usleep' blocks
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  co_return;
}

task<> limits(std::condition_variable &Condition, std::unique_lock<std::mutex> &Lock) {
  Condition.wait_for(Lock, 5ms);
  // CHECK-MESSAGES-SHORT: :[[@LINE-1]]:13: warning: 'wait_for' blocks
  Condition.wait(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks
  co_return;
}

task<> locks(std::mutex &Mutex, std::shared_mutex &Shared, std::timed_mutex &Timed) {
  Mutex.lock();
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:9: warning: 'lock' blocks the thread of this coroutine until the mutex is free
  Mutex.unlock();
  Shared.lock_shared();
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:10: warning: 'lock_shared' blocks
  std::lock_guard Guard(Mutex);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:19: warning: 'Guard' blocks the thread of this coroutine until the mutex is free
  std::unique_lock<std::timed_mutex> Unique{Timed};
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:38: warning: 'Unique' blocks
  std::scoped_lock Both(Mutex, Timed);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:20: warning: 'Both' blocks
  co_return;
}

task<> only_a_guard(std::mutex &Mutex) {
  std::lock_guard Guard(Mutex);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:19: warning: 'Guard' blocks the thread of this coroutine until the mutex is free
  co_return;
}

task<> no_locks(std::mutex &Mutex, std::timed_mutex &Timed) {
  if (Mutex.try_lock())
    Mutex.unlock();
  std::unique_lock Later(Mutex, std::defer_lock);
  std::unique_lock Now(Mutex, std::try_to_lock);
  std::unique_lock<std::mutex> Empty;
  std::unique_lock Moved(std::move(Later));
  std::lock_guard Adopted(Mutex, std::adopt_lock);
  if (Timed.try_lock_for(0ms))
    Timed.unlock();
  co_return;
}

void function() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES-EVERYWHERE: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
}

int main() { std::this_thread::sleep_for(100ms); }
