// RUN: %check %s async-blocking-call,async-blocking-wait,async-unbounded-concurrency %t -- -isystem %standins -pthread

// What the other tests of async_simple leave out.

#include <async_simple/Future.h>
// CHECK-FIXES: #include <async_simple/coro/FutureAwaiter.h>
#include <async_simple/coro/Lazy.h>
#include <unistd.h>
#include <utility>
#include <vector>

using async_simple::coro::Lazy;

void use(int);

// What is complete is not waited for.
Lazy<> complete() {
  auto Ready = async_simple::makeReadyFuture(1);
  use(std::move(Ready).get());
  use(async_simple::makeReadyFuture(2).get());
  co_return;
}
Lazy<> pending(async_simple::Promise<int> &Promise) {
  use(Promise.getFuture().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread of this coroutine until the 'async_simple::Future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await Promise.getFuture());
  co_return;
}

// The receiving ends of something; nothing starts.
Lazy<> receives(std::vector<async_simple::Promise<int>> &Promises) {
  std::vector<async_simple::Future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.getFuture());
  co_return;
}

// What an executor runs, or a callback does when the future is complete.
void callbacks(async_simple::Executor &Executor, async_simple::Future<int> First, async_simple::Future<int> Second) {
  Executor.schedule([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sleep' blocks the thread of an event loop or executor
  std::move(First).thenTry([](async_simple::Try<int>) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'sleep' blocks
  std::move(Second).thenValue([](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
}

// One at a time.
namespace async_simple::coro {
template <int Most> struct CountingSemaphore {
  Lazy<void> acquire() noexcept;
  Lazy<void> release() noexcept;
};
} // namespace async_simple::coro
Lazy<> one(async_simple::coro::CountingSemaphore<4> &Slots, int Id);
Lazy<> gated(async_simple::coro::CountingSemaphore<4> &Slots, const std::vector<int> &Ids) {
  for (int Id : Ids) {
    co_await Slots.acquire();
    one(Slots, Id).start([](auto &&) {});
  }
}
Lazy<> not_gated(async_simple::coro::CountingSemaphore<4> &Slots, const std::vector<int> &Ids) {
  for (int Id : Ids)
    one(Slots, Id).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'start' starts a task for each element of 'Ids'
}

namespace async_simple::util {
template <typename T> struct Queue {
  bool pop(T &);
  bool try_pop(T &);
};
} // namespace async_simple::util
Lazy<> pops(async_simple::util::Queue<int> &Queue) {
  int Value = 0;
  if (!Queue.try_pop(Value))
    Queue.pop(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pop' blocks the thread of this coroutine until the queue has an element
  co_return;
}
