// RUN: %check %s async-blocking-wait %t -check-suffixes=,ALL \
// RUN:     -- -isystem %standins -pthread
// RUN: %check %s async-blocking-wait %t -check-suffixes= \
// RUN:     -config="{CheckOptions: {async-blocking-wait.Scope: reachable}}" \
// RUN:     -- -isystem %standins -pthread
// RUN: %check %s async-blocking-wait %t -check-suffixes=ONLY \
// RUN:     -config="{CheckOptions: {async-blocking-wait.Scope: coroutines}}" \
// RUN:     -- -isystem %standins -pthread

// Which functions that are no coroutines are looked at.

#include <algorithm>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <future>
#include <thread>
#include <vector>

using cppcoro::sync_wait;

cppcoro::task<int> answer();
cppcoro::task<int> load_async();
cppcoro::task<int> quoteCoroutine();
cppcoro::task<int> coPrice(int Id);
std::future<int> later();
void use(int);

//===--- Reached ----------------------------------------------------------===//

int direct() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
int deep() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of a coroutine
int between() { return deep(); }
// Nothing can await it; it blocks all the same.
int plainFuture() { return later().get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'get' blocks the thread of a coroutine until the 'std::future<int>' is complete
struct Service {
  int method() { return sync_wait(answer()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread of a coroutine
  virtual int virtually() { return sync_wait(answer()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of a coroutine
  ~Service();
};
// Its name says that it waits; still, a coroutine calls it.
int fetchSync() { return sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sync_wait' blocks the thread of a coroutine
template <typename F> void callsIt(F Function) { Function(); }
template <typename F> void keepsIt(F Function) {
  static std::function<void()> Kept = Function;
}

cppcoro::task<> reaching(Service &S, std::vector<int> Many) {
  use(direct() + between() + plainFuture() + S.method() + S.virtually());
  use(fetchSync());
  callsIt([] { use(sync_wait(answer())); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sync_wait' blocks the thread of a coroutine
  std::for_each(Many.begin(), Many.end(),
                [](int) { use(sync_wait(answer())); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of a coroutine
  // Nobody knows when it runs.
  keepsIt([] { use(sync_wait(answer())); });
  std::thread([] { use(sync_wait(answer())); }).detach();
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES-ONLY: :[[@LINE-2]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  // CHECK-FIXES-ONLY: use(co_await answer());
  co_return;
}

//===--- Perhaps reached from elsewhere -----------------------------------===//

int outer() { return sync_wait(answer()); }
// CHECK-MESSAGES-ALL: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until the 'cppcoro::task<int>' is complete [async-blocking-wait]
int named() {
  auto Task = answer();
  return sync_wait(Task);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread until
}
struct Client {
  Client() { use(sync_wait(answer())); }
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread until
  int get() { return sync_wait(answer()); }
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until
};
static int uncalled() { return sync_wait(answer()); }
// CHECK-MESSAGES-ALL: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread until
// CHECK-FIXES-ALL: static cppcoro::task<int> uncalled() { co_return co_await answer(); }
int asyncTotal() { return sync_wait(answer()); }
// CHECK-MESSAGES-ALL: :[[@LINE-1]]:27: warning: 'sync_wait' blocks the thread until

// The other one is none of its name.
int loadAll() { return sync_wait(load_async()); }
// CHECK-MESSAGES-ALL: :[[@LINE-1]]:24: warning: 'sync_wait' blocks the thread until

//===--- Silent -----------------------------------------------------------===//

// A future that nothing can await.
int standard() { return later().get(); }
// A bridge: what it is given, it waits for.
int given(cppcoro::task<int> Task) { return sync_wait(std::move(Task)); }
int givenReference(cppcoro::task<int> &Task) { return sync_wait(Task); }
// The synchronous form of another function, on purpose.
int load() { return sync_wait(load_async()); }
int price(int Id) { return sync_wait(coPrice(Id)); }
int quote() { return sync_wait(quoteCoroutine()); }
// What is kept may be complete.
struct Keeper {
  cppcoro::task<int> Kept;
  int value() { return sync_wait(Kept); }
  // Nothing else can be done in a destructor.
  ~Keeper() { use(sync_wait(Kept) + sync_wait(answer())); }
};
// The name says so.
int totalSync() { return sync_wait(answer()); }
int blocking_total() { return sync_wait(answer()); }
int waitForTotal() { return sync_wait(answer()); }
int wait() { return sync_wait(answer()); }
// Entries of threads, and what only they call.
static int onThread() { return sync_wait(answer()); }
static void entry() { use(onThread()); }
void threads() {
  std::jthread A([] { use(sync_wait(answer())); });
  std::jthread B(entry);
}
// What a macro declares is called by a framework.
#define BENCHMARK(name) void name##_benchmark()
BENCHMARK(answers) { use(sync_wait(answer())); }
// A lambda of which nobody knows who calls it.
std::function<int()> lambda() {
  return [] { return sync_wait(answer()); };
}

// What only `main` calls: the program is not async there.
static int deepInMain() { return sync_wait(answer()); }
int inMain() { return deepInMain() + sync_wait(answer()); }
int main() {
  use(inMain());
  return sync_wait(answer());
}
