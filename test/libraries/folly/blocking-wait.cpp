// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <folly/coro/safe/NowTask.h>
#include <folly/futures/Future.h>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

using folly::Future;
using folly::SemiFuture;
using folly::coro::blockingWait;
using folly::coro::Task;
using namespace std::chrono_literals;

Task<int> answer();
Task<void> settle();
folly::coro::now_task<int> now();
SemiFuture<int> semi();
Future<int> future();
Future<std::string> name();
void use(int);

Task<int> direct() {
  co_return folly::coro::blockingWait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'blockingWait' blocks the thread of this coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
}

Task<void> waits() {
  blockingWait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks
  // CHECK-FIXES: co_await settle();
  auto Named = answer();
  use(blockingWait(std::move(Named)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks
  // CHECK-FIXES: use(co_await std::move(Named));
  use(blockingWait(now()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks
  // CHECK-FIXES: use(co_await now());
  auto [A, B] = blockingWait(folly::coro::collectAll(answer(), answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'blockingWait' blocks
  // CHECK-FIXES: auto [A, B] = co_await folly::coro::collectAll(answer(), answer());
  use(A + B);
  co_return;
}

Task<void> futures() {
  use(semi().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'folly::SemiFuture<int>' is complete
  // CHECK-FIXES: use(co_await semi());
  auto Named = future();
  use(std::move(Named).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of this coroutine until the 'folly::Future<int>' is complete
  // CHECK-FIXES: use(co_await std::move(Named));
  use(name().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-FIXES: use((co_await name()).size());
  use(future().thenValue([](int Value) { return Value; }).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks
  // CHECK-FIXES: use(co_await future().thenValue([](int Value) { return Value; }));
  for (auto &Try : folly::collectAll(std::vector<SemiFuture<int>>()).get())
    // CHECK-MESSAGES: :[[@LINE-1]]:70: warning: 'get' blocks
    // CHECK-FIXES: for (auto &Try : co_await folly::collectAll(std::vector<SemiFuture<int>>()))
    use(Try.value());
  co_return;
}

Task<void> unfixed(std::mutex &Mutex, folly::DrivableExecutor *Executor) {
  use(semi().get(10ms));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'folly::SemiFuture<int>' is complete or the time is up
  // CHECK-FIXES: use(co_await semi().within(10ms));
  use(semi().getTry().value());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'getTry' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'co_await' throws; write 'co_await folly::coro::co_awaitTry(...)'
  use(future().getVia(Executor));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'getVia' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: it drives an executor
  use(blockingWait(answer(), Executor));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: this form of 'blockingWait' does more than wait
  auto Waited = semi();
  Waited.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: 'wait' does not throw, and 'co_await' would
  use(std::move(Waited).get());
  use(future().wait().value());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: 'wait' does not throw, and 'co_await' would
  auto Limited = future();
  use(Limited.wait(10ms).isReady());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread of this coroutine until the 'folly::Future<int>' is complete or the time is up
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: 'co_await' has no time limit
  use(std::move(Limited).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks
  // CHECK-FIXES: use(co_await std::move(Limited));
  std::scoped_lock Guard(Mutex);
  use(blockingWait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

// This lock is made to be held.
Task<void> allowedLock(folly::coro::Mutex &Mutex) {
  std::unique_lock<folly::coro::Mutex> Lock = co_await Mutex.co_scoped_lock();
  use(blockingWait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks
  // CHECK-FIXES: use(co_await answer());
}

folly::coro::AsyncGenerator<int> numbers() {
  co_yield blockingWait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'blockingWait' blocks
  // CHECK-FIXES: co_yield co_await answer();
}

Task<void> silent(Future<int> A, Future<int> B, SemiFuture<int> C) {
  use(co_await answer());
  if (A.isReady())
    use(std::move(A).get());
  if (B.hasValue())
    use(std::move(B).get());
  use(folly::makeFuture(1).get());
  use(folly::makeSemiFuture(1).get());
  // Poll only.
  use(C.wait().isReady());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'wait' does not throw, and 'co_await' would
  use(C.value());
  // Another thread's, and another function's.
  auto Plain = [] { return blockingWait(answer()); };
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto Plain = [] () -> folly::coro::Task<int> { co_return co_await answer(); };
  use(Plain());
  // CHECK-FIXES: use(co_await Plain());
  co_return;
}

//===--- Locks of the library, which are there to be held -----------------===//

folly::coro::Mutex Friendly;
Task<void> scoped() {
  auto Held = co_await Friendly.co_scoped_lock();
  use(blockingWait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
}
Task<void> byHand() {
  co_await Friendly.co_lock();
  use(blockingWait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  Friendly.unlock();
}
Task<void> adopted() {
  std::unique_lock<folly::coro::Mutex> Held(Friendly, std::adopt_lock);
  use(blockingWait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}

int plain() { return blockingWait(answer()) + semi().get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'blockingWait' blocks the thread until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE-2]]:54: warning: 'get' blocks the thread until the 'folly::SemiFuture<int>' is complete [async-blocking-wait]
int main() { return folly::coro::blockingWait(answer()); }
