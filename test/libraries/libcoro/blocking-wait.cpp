// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

coro::task<int> answer();
coro::task<void> settle();
coro::task<std::string> name();
void use(int);

coro::task<int> direct() {
  co_return coro::sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of this coroutine until the 'coro::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_return co_await answer();
}

coro::task<void> forms(std::vector<coro::task<int>> Many) {
  coro::sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks
  // CHECK-FIXES: co_await settle();
  auto Named = answer();
  use(coro::sync_wait(Named));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await Named);
  use(coro::sync_wait(name()).size());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use((co_await name()).size());
  auto Results = coro::sync_wait(coro::when_all(std::move(Many)));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks
  // CHECK-FIXES: auto Results = co_await coro::when_all(std::move(Many));
  (void)Results;
  co_return;
}

coro::task<void> unfixed(std::mutex &Mutex) {
  static const int Once = coro::sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  std::unique_lock Lock(Mutex);
  use(Once + coro::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}

coro::task<void> allowedLock(coro::mutex &Mutex) {
  auto Lock = co_await Mutex.scoped_lock();
  use(coro::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await answer());
}

coro::task<void> silent() {
  auto Done = answer();
  use(co_await Done);
  use(coro::sync_wait(Done));
  auto Maybe = answer();
  if (!Maybe.is_ready())
    co_return;
  use(coro::sync_wait(Maybe));
  auto Waiting = [] { return coro::sync_wait(answer()); };
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread of a coroutine until the 'coro::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto Waiting = [] () -> coro::task<int> { co_return co_await answer(); };
  use(Waiting());
  // CHECK-FIXES: use(co_await Waiting());
  auto [A, B] = co_await coro::when_all(answer(), answer());
  use(A.return_value() + B.return_value());
}

//===--- Locks of the library, which are there to be held -----------------===//

coro::mutex Friendly;
coro::task<void> scoped() {
  auto Held = co_await Friendly.scoped_lock();
  use(coro::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
}
coro::task<void> byHand() {
  if (Friendly.try_lock()) {
    use(coro::sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    Friendly.unlock();
  }
  co_return;
}
coro::task<void> given(coro::scoped_lock Held) {
  use(coro::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}

int plain() { return coro::sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until the 'coro::task<int>' is complete [async-blocking-wait]
int main() { return coro::sync_wait(answer()); }
