// RUN: %check %s async-blocking-wait,async-unbounded-concurrency %t -- -isystem %standins -pthread

// What the other tests of async_simple leave out.

#include <async_simple/Future.h>
// CHECK-FIXES: #include <async_simple/coro/FutureAwaiter.h>
#include <async_simple/coro/Lazy.h>
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
