// Every check: what suspends a task is silent.
// RUN: %check %s 'async-*' %t -- -isystem %standins

#include <chrono>
#include <mutex>
#include <thread>
#include <userver/engine/mutex.hpp>
#include <userver/engine/sleep.hpp>
#include <userver/utils/async.hpp>
#include <vector>

using namespace std::chrono_literals;
using namespace userver;

int work();

void blocks_the_task_processor() {
  auto Task = utils::Async("pause", [] {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-3]]:15: note: this lambda is handed to 'Async' here, which runs it on an event loop or executor
    // CHECK-FIXES: userver::engine::SleepFor(10ms);
    return work();
  });
  Task.Get();
}

void waits_for_a_thread(std::thread &Thread) {
  utils::Async("join", [&] { Thread.join(); }).Get();
  // CHECK-NOTES: :[[@LINE-1]]:37: warning: 'join' blocks the thread of an event loop or executor until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this lambda is handed to 'Async' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:37: note: not fixed: the enclosing lambda is not a coroutine
}

void waits_as_no_task_should() {
  auto Outer = utils::Async("outer", [] {
    auto Inner = utils::Async("inner", work);
    Inner.BlockingWait();
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'BlockingWait' blocks the thread of an event loop or executor until the task ends [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-4]]:16: note: this lambda is handed to 'Async' here, which runs it on an event loop or executor
    // CHECK-NOTES: :[[@LINE-3]]:11: note: not fixed: 'Wait' suspends a task in its place, which only code that always runs in one can call
    return Inner.Get();
  });
  Outer.Get();
}

// Each of these leaves the thread to other tasks.
int suspends(engine::Mutex &Mutex) {
  auto Task = utils::Async("quiet", [&] {
    engine::SleepFor(10ms);
    engine::InterruptibleSleepFor(10ms);
    std::lock_guard Lock(Mutex);
    auto Inner = utils::Async("inner", work);
    Inner.Wait();
    return Inner.Get();
  });
  return Task.Get();
}

// A task processor that is named may be one for blocking work.
int blocks_where_it_may(engine::TaskProcessor &Files) {
  auto Task = utils::Async(Files, "read", [] {
    std::this_thread::sleep_for(10ms);
    return work();
  });
  return Task.Get();
}

// The destructors wait.
void many_tasks() {
  std::vector<engine::TaskWithResult<int>> Tasks;
  for (int I = 0; I < 10; ++I)
    Tasks.push_back(utils::Async("one", work));
  for (auto &Task : Tasks)
    Task.Get();
}

void no_task() { std::this_thread::sleep_for(10ms); }

void waits_before_there_are_tasks(engine::TaskWithResult<int> &Task) {
  Task.BlockingWait();
}
