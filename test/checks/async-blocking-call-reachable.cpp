// RUN: %check %s async-blocking-call %t -- -isystem %S/Inputs -pthread

// Functions that are no coroutines, and whose thread they run on.

#include "home_task.h"
#include <chrono>
#include <semaphore>
#include <thread>
#include <vector>

using home::task;
using namespace std::chrono_literals;

task<int> answer();

//===--- Called by a coroutine --------------------------------------------===//

void nap() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of a coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+5]]:3: note: 'nap' is called by the coroutine 'calls' here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'nap' is not a coroutine
}

task<> calls() {
  nap();
  co_await answer();
}

void inner() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of a coroutine
  // CHECK-NOTES: :[[@LINE+4]]:16: note: 'inner' is called by 'outer' here
  // CHECK-NOTES: :[[@LINE+5]]:3: note: 'outer' is called by the coroutine 'calls_outer' here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: not fixed: 'inner' is not a coroutine
}
void outer() { inner(); }
task<> calls_outer() {
  outer();
  co_return;
}

struct worker {
  void rest() {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of a coroutine
    // CHECK-NOTES: :[[@LINE+4]]:5: note: 'rest' is called by the coroutine 'run' here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: 'rest' is not a coroutine
  }
  task<> run() {
    rest();
    co_return;
  }
};

task<> called_lambda() {
  auto Rest = [] {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of a coroutine
    // CHECK-NOTES: :[[@LINE+4]]:3: note: this lambda is called by the coroutine 'called_lambda' here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: the enclosing lambda is not a coroutine
  };
  (void)answer();
  Rest();
  co_return;
}

//===--- Where blocking is meant ------------------------------------------===//

void body_of_a_thread() { std::this_thread::sleep_for(10ms); }
void called_by_a_thread() { std::this_thread::sleep_for(10ms); }

task<> threads(std::vector<std::thread> &Threads) {
  Threads.emplace_back(body_of_a_thread);
  std::thread([] { called_by_a_thread(); }).detach();
  std::jthread Sleeper([] { std::this_thread::sleep_for(10ms); });
  co_return;
}

// Nothing async calls it here.
void pause_of_somebody() { std::this_thread::sleep_for(10ms); }
void somebody() { pause_of_somebody(); }

// Not called, but kept.
task<> kept_lambda() {
  auto Rest = [] { std::this_thread::sleep_for(10ms); };
  (void)Rest;
  co_return;
}

void pause_of_main() { std::this_thread::sleep_for(10ms); }
int main() {
  pause_of_main();
  std::this_thread::sleep_for(10ms);
}

//===--- Awaiters ---------------------------------------------------------===//

// What was awaited has ended when the awaiter gives its result.
struct joined {
  std::thread &Thread;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume() { Thread.join(); }
};
task<> ends(std::thread &Thread) { co_await joined{Thread}; }

struct sleepy {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of a coroutine
    // CHECK-NOTES: :[[@LINE+5]]:28: note: 'await_suspend' is called by the coroutine 'sleeps' here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: 'await_suspend' is not a coroutine
  }
  void await_resume() {}
};
task<> sleeps() { co_await sleepy(); }

// What waits inside a wait is reported where that is called.
namespace runner {
template <typename T> T block_on(task<T> Work) {
  std::binary_semaphore Done(0);
  T Value{};
  auto Run = [](task<T> Inner, T &To,
                std::binary_semaphore &End) -> task<> {
    To = co_await std::move(Inner);
    End.release();
  };
  home::sync_wait(Run(std::move(Work), Value, Done));
  Done.acquire();
  return Value;
}
} // namespace runner
task<int> counted();
task<int> blocksOn() { co_return runner::block_on(counted()); }
// The same by a name that says nothing.
inline int runs(std::binary_semaphore &Done) {
  Done.acquire();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'acquire' blocks the thread of a coroutine until the semaphore is released [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+4]]:62: note: 'runs' is called by the coroutine 'callsRuns' here
  // CHECK-NOTES: :[[@LINE-3]]:8: note: not fixed: 'runs' is not a coroutine
  return 1;
}
task<int> callsRuns(std::binary_semaphore &Done) { co_return runs(Done); }
