// RUN: %check %s async-blocking-call,async-blocking-wait,async-unawaited-task %t -- -isystem %standins

#include <chrono>
#include <hpx/future.hpp>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

int work();

hpx::future<int> blocks_a_worker() {
  return hpx::async([] {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-3]]:10: note: this lambda is handed to 'async' here, which runs it on an event loop or executor
    // CHECK-FIXES: hpx::this_thread::sleep_for(10ms);
    return work();
  });
}

hpx::future<int> in_a_coroutine() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: hpx::this_thread::sleep_for(10ms);
  co_return co_await hpx::async(work);
}

void joins(std::thread &Thread) {
  hpx::post([&] { Thread.join(); });
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'join' blocks the thread of an event loop or executor until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:26: note: another thread makes the call then, and must not outlive what it uses
}

// Each of these suspends the task, and no thread.
int suspends() {
  auto Sum = hpx::async([] {
    hpx::this_thread::sleep_for(10ms);
    hpx::future<int> First = hpx::async(work), Second = hpx::async(work);
    Second.wait();
    return First.get() + Second.get();
  });
  return Sum.get();
}

hpx::future<int> waits_in_a_coroutine() {
  hpx::future<int> First = hpx::async(work);
  hpx::this_thread::sleep_for(10ms);
  int Value = hpx::async(work).get();
  Value += First.get();
  co_return Value + co_await hpx::async(work);
}

// These threads are there for it.
hpx::future<int> on_threads_that_may_block() {
  hpx::parallel::execution::io_pool_executor Files;
  return hpx::async(Files, [] {
    std::this_thread::sleep_for(10ms);
    return work();
  });
}

// Dropped futures run on.
void drops() {
  hpx::async(work);
  auto Unread = hpx::async(work);
}

void no_task() { std::this_thread::sleep_for(10ms); }

namespace hpx {
template <typename Function> void apply(Function) {}
} // namespace hpx
void applies(std::thread &Thread) {
  hpx::apply([&] { Thread.join(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'join' blocks the thread of an event loop or executor until the thread ends
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: this lambda is handed to 'apply' here, which runs it on an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: another thread makes the call then, and must not outlive what it uses
}
