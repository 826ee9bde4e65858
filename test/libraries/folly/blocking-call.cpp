// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/Baton.h>
#include <folly/coro/Task.h>
#include <folly/fibers/Semaphore.h>
#include <folly/synchronization/Baton.h>
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

// --- What else blocks ------------------------------------------------------------

namespace folly {
struct LifoSem {
  void wait();
};
struct SaturatingSemaphore {
  void wait() noexcept;
};
struct Latch {
  void wait() noexcept;
};
template <typename T> struct MPMCQueue {
  void blockingRead(T &) noexcept;
  void blockingWrite(T) noexcept;
  bool readIfNotEmpty(T &) noexcept;
};
struct Subprocess {
  int wait();
  int communicate(int);
  int poll();
};
struct ThreadPoolExecutor {
  virtual void join();
};
struct IOThreadPoolExecutor : ThreadPoolExecutor {};
struct EventBase {
  template <typename Func> void runInEventBaseThreadAndWait(Func) {}
};
namespace fibers {
struct Baton {
  void wait();
};
} // namespace fibers
} // namespace folly

Task<void> waits(folly::LifoSem &Sem, folly::SaturatingSemaphore &Full, folly::Latch &End, folly::MPMCQueue<int> &Queue,
                 folly::Subprocess &Child, folly::IOThreadPoolExecutor &Pool, folly::EventBase &Loop) {
  int Value = 0;
  Sem.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks the thread of this coroutine until it is posted
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'wait' is known
  Full.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of this coroutine until it is posted
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'wait' is known
  End.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks the thread of this coroutine until the latch is released
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'wait' is known
  Queue.blockingRead(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingRead' blocks the thread of this coroutine until the queue has an element
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'blockingRead' is known
  Queue.blockingWrite(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingWrite' blocks the thread of this coroutine until the queue has room
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'blockingWrite' is known
  Child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the process ends
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'wait' is known
  Child.communicate(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'communicate' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'communicate' is known
  Pool.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'join' blocks the thread of this coroutine until its threads have ended
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'join' is known
  Loop.runInEventBaseThreadAndWait([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'runInEventBaseThreadAndWait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'runInEventBaseThreadAndWait' is known
  if (Queue.readIfNotEmpty(Value) || Child.poll())
    co_return;
}
Task<void> takes(folly::fibers::Semaphore &Tokens, folly::fibers::Baton &Fiber, folly::Baton<> &Thread,
                 std::chrono::steady_clock::time_point End) {
  Tokens.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of this coroutine until a token is free
  // CHECK-FIXES: co_await Tokens.co_wait();
  Fiber.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until it is posted
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'wait' is known
  Thread.try_wait_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_wait_until' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'try_wait_until' is known
  if (Tokens.try_wait())
    co_await Tokens.co_wait();
}
