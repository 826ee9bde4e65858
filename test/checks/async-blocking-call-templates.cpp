// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

// A template is looked at before what is instantiated of it, also where it stands
// behind that: what holds for all of them is repaired.

#include <chrono>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <thread>

using folly::coro::Task;
using namespace std::chrono_literals;

template <typename T> struct worker {
  Task<void> run();
  Task<void> inside() {
    std::this_thread::sleep_for(2s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
    // CHECK-FIXES: co_await folly::coro::sleep(2s);
    co_return;
  }
  Task<void> wait();
  Task<void> silent();
  T Delay{};
};

Task<void> use() {
  worker<std::chrono::seconds> Worker;
  co_await Worker.run();
  co_await Worker.inside();
  co_await Worker.wait();
  co_await Worker.silent();
}

template <typename T> Task<void> worker<T>::run() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
  // CHECK-FIXES: co_await folly::coro::sleep(1s);
  co_return;
}

// What to write is known only when it is instantiated.
template <typename T> Task<void> worker<T>::wait() {
  std::this_thread::sleep_for(Delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
  co_return;
}

template <typename T> Task<void> worker<T>::silent() {
  co_await folly::coro::sleep(1s);
  std::this_thread::yield();
  std::this_thread::sleep_for(0s);
}
