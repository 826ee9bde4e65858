// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/Baton.h>
#include <folly/coro/Task.h>
#include <chrono>
#include <mutex>
#include <thread>
#include <unistd.h>
// CHECK-FIXES: #include <folly/coro/Sleep.h>

using folly::coro::Task;
using namespace std::chrono_literals;

Task<int> answer();
unsigned rest(unsigned);

Task<void> sleeps(std::chrono::seconds Delay, int Count) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep(10ms);
  std::this_thread::sleep_for(/*for*/ Delay * 2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: a comment stands in the way
  std::this_thread::sleep_for(std::chrono::microseconds(Count));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::microseconds(Count));
  using std::this_thread::sleep_for;
  sleep_for(1min);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(1min);
  if (Count)
    sleep_for(Delay +
              1s);
  // CHECK-NOTES: :[[@LINE-2]]:5: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(Delay +
  // CHECK-FIXES-NEXT: 1s);
  sleep(Count);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::seconds(Count));
  ::usleep(500);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::microseconds(500));
  co_return;
}

Task<void> unfixed(std::mutex &Mutex) {
  std::this_thread::sleep_for(10ns);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the duration is finer than the one wanted
  std::this_thread::sleep_for(1.5s);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: a floating-point duration does not convert to the one wanted
  rest(sleep(1));
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'sleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: its value is used
  std::lock_guard Guard(Mutex);
  std::this_thread::sleep_for(1s);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

Task<void> thread(std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  co_return;
}

Task<void> awaited(folly::coro::Baton &Baton) {
  co_await Baton;
  std::this_thread::sleep_for(0ms);
  co_await answer();
}

folly::coro::AsyncGenerator<int> values() {
  std::this_thread::sleep_for(1s);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await folly::coro::sleep(1s);
  co_yield 1;
}

Task<void> lambda() {
  co_await [](int) -> Task<void> {
    std::this_thread::sleep_for(1s);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-FIXES: co_await folly::coro::sleep(1s);
    co_return;
  }(1);
  auto Plain = [] { std::this_thread::sleep_for(1s); };
  (void)Plain;
}
