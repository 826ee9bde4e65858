// RUN: %check %s async-blocking-wait %t -- -isystem %inputs

// std::future cannot be awaited: every blocking wait is reported, none fixed.

#include "home_task.h"
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

using home::task;
using namespace std::chrono_literals;

int compute();
std::future<int> computeLater();
std::shared_future<int> shared();
void use(int);
task<int> answer();

task<int> directly() {
  co_return computeLater().get();
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: not fixed: 'std::future<int>' has no awaiter
}

task<> named() {
  std::future<int> Later = std::async(std::launch::async, compute);
  Later.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: 'std::future<int>' has no awaiter
  // An earlier wait completes it.
  use(Later.get());
  co_return;
}

task<> promised(std::promise<void> Promise) {
  auto Future = Promise.get_future();
  Future.get();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'get' blocks the thread of this coroutine until the 'std::future<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'std::future<void>' has no awaiter
  co_return;
}

task<> packaged() {
  std::packaged_task<int()> Job(compute);
  Job();
  use(Job.get_future().get());
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:24: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

task<> sharedFutures(std::shared_future<int> Future) {
  use(Future.get());
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'std::shared_future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:14: note: not fixed: 'std::shared_future<int>' has no awaiter
  use(Future.get());
  shared().wait();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread of this coroutine until the 'std::shared_future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'std::shared_future<int>' has no awaiter
  co_return;
}

task<> throughPointers(std::unique_ptr<std::future<int>> Smart,
                       std::future<int> *Raw) {
  use(Smart->get());
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:14: note: not fixed: 'std::future<int>' has no awaiter
  use(Raw->get());
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

task<> timed(std::future<int> Future, std::chrono::milliseconds Limit) {
  Future.wait_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread of this coroutine until the 'std::future<int>' is complete or the time is up [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'std::future<int>' has no awaiter
  Future.wait_for(Limit);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread of this coroutine until the 'std::future<int>' is complete or the time is up [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'std::future<int>' has no awaiter
  Future.wait_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait_until' blocks the thread of this coroutine until the 'std::future<int>' is complete or the time is up [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

// Asking is not waiting.
task<> polls(std::future<int> Future, std::shared_future<int> Shared) {
  Future.wait_for(0s);
  Future.wait_for(0ms);
  Future.wait_for(std::chrono::seconds(0));
  Future.wait_for(std::chrono::seconds{0});
  Future.wait_for(std::chrono::seconds::zero());
  Future.wait_for(std::chrono::seconds{});
  Future.wait_until(std::chrono::steady_clock::time_point::min());
  Shared.wait_for(0s);
  use(Future.valid());
  co_return;
}

// A class of the user's that happens to have such members.
struct future {
  int get();
  void wait();
  std::unique_ptr<int> Value;
};
task<> otherTypes(future Mine, std::shared_ptr<int> Pointer,
                  std::reference_wrapper<int> Reference) {
  Mine.wait();
  use(Mine.get());
  use(*Mine.Value.get());
  use(*Pointer.get());
  use(Reference.get());
  co_return;
}

// Unevaluated: nothing waits.
task<> unevaluated(std::future<int> Future) {
  using Result = decltype(Future.get());
  use(sizeof(Future.get()));
  static_assert(!noexcept(Future.get()));
  Result Value = co_await answer();
  use(Value);
}

// Not in a coroutine; nor in a plain lambda in one.
int plain() { return computeLater().get(); }
task<> lambdas() {
  std::thread([] { use(computeLater().get()); }).detach();
  auto Plain = [](std::future<int> Future) { return Future.get(); };
  // CHECK-NOTES: :[[@LINE-1]]:60: warning: 'get' blocks the thread of a coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: this lambda is called by the coroutine 'lambdas' here
  // CHECK-NOTES: :[[@LINE-3]]:60: note: not fixed: 'std::future<int>' has no awaiter
  use(Plain(computeLater()));
  co_return;
}

// A coroutine lambda counts, wherever it stands.
void coroutineLambda() {
  auto Coroutine = [](std::future<int> Future) -> task<int> {
    co_return Future.get();
    // CHECK-NOTES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:22: note: not fixed: 'std::future<int>' has no awaiter
  };
  (void)Coroutine;
}
