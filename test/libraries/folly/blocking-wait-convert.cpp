// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

// Async all the way down with folly.

#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>
#include <memory>
#include <string>

using folly::coro::blockingWait;
using folly::coro::Task;

Task<int> answer();
Task<void> settle();
Task<std::string> name();
folly::Future<int> future();
folly::SemiFuture<int> semi();
void use(int);

static int load(int Id) { return blockingWait(answer()) + Id; }
// CHECK-NOTES: :[[@LINE-1]]:34: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'load' is called by 'label' here
// CHECK-NOTES: {{.*}}: note: 'label' is called by the coroutine 'handler' here
// CHECK-FIXES: static folly::coro::Task<int> load(int Id) { co_return co_await answer() + Id; }

static std::string label(int Id) {
  if (Id == 0)
    return {};
  return blockingWait(name()) + std::to_string(load(Id));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<std::basic_string<char>>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'label' is called by the coroutine 'handler' here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: not fixed: it returns a braced list
  // CHECK-FIXES: return blockingWait(name()) + std::to_string(folly::coro::blockingWait(load(Id)));
  // CHECK-AGAIN: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<int>' is complete [async-blocking-wait]
}

static void store(int Id) {
// CHECK-FIXES: static folly::coro::Task<> store(int Id) {
  use(Id);
  blockingWait(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of a coroutine until the 'folly::coro::Task<>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'store' is called by the coroutine 'handler' here
  // CHECK-FIXES: co_await settle();
}

// Futures are awaited in a Task.
static int fromFuture() { return future().get() + semi().get(); }
// CHECK-NOTES: :[[@LINE-1]]:43: warning: 'get' blocks the thread of a coroutine until the 'folly::Future<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'fromFuture' is called by the coroutine 'handler' here
// CHECK-NOTES: :[[@LINE-3]]:58: warning: 'get' blocks the thread of a coroutine until the 'folly::SemiFuture<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'fromFuture' is called by the coroutine 'handler' here
// CHECK-NOTES: :[[@LINE-5]]:58: note: fixed together with the first wait in 'fromFuture'
// CHECK-FIXES: static folly::coro::Task<int> fromFuture() { co_return co_await future() + co_await semi(); }

struct Command {
  virtual ~Command() = default;
  virtual void run() = 0;
};
struct Store : Command {
  // Virtual: the wait stays here, around what is async now.
  void run() override { store(1); }
  // CHECK-FIXES: void run() override { folly::coro::blockingWait(store(1)); }
  // CHECK-AGAIN: warning: 'blockingWait' blocks the thread until the 'folly::coro::Task<>' is complete [async-blocking-wait]
};

Task<void> handler() {
  store(2);
  // CHECK-FIXES: co_await store(2);
  use(label(3).size());
  use(fromFuture());
  // CHECK-FIXES: use(co_await fromFuture());
  co_return;
}
