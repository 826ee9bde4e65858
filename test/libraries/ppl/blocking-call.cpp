// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread -Wno-unused

#include <chrono>
#include <pplawait.h>
#include <thread>

using concurrency::task;
using namespace std::chrono_literals;

task<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: another thread makes the call then, and must not outlive what it uses
  concurrency::wait(10);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: another thread makes the call then, and must not outlive what it uses
  co_return;
}
task<void> waits(concurrency::event &Event) {
  Event.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the event is set [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: here the caller goes on for the first time, and 'Event' refers to what it may destroy
  Event.wait(10);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the event is set [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: another thread makes the call then, and must not outlive what it uses
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> asks(concurrency::event &Event) {
  concurrency::wait(0);
  Event.wait(0);
  co_return;
}
task<void> sets(concurrency::event &Event) {
  Event.set();
  co_return;
}
void elsewhere(concurrency::event &Event) {
  Event.wait();
  concurrency::wait(10);
}

namespace Concurrency {
struct agent {
  static int wait(agent *Agent, unsigned Milliseconds = 0xFFFFFFFF);
};
struct critical_section {
  void lock();
};
} // namespace Concurrency
task<void> waits_for_agent(concurrency::agent *Agent, concurrency::critical_section &Section) {
  concurrency::agent::wait(Agent);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread of this coroutine until the agent is done or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: here the caller goes on for the first time, and 'Agent' refers to what it may destroy
  concurrency::agent::wait(Agent, 0);
  // With ReportLocks.
  Section.lock();
  co_return;
}
