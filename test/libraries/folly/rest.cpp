// RUN: %check %s async-blocking-call,async-blocking-wait,async-dangling-task,async-unawaited-task,async-unbounded-concurrency %t \
// RUN:   -- -isystem %standins -pthread -Wno-unused

// What the other tests of folly leave out.

#include <folly/coro/AsyncScope.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
// CHECK-FIXES: #include <folly/coro/Sleep.h>
#include <folly/coro/WithCancellation.h>
#include <folly/executors/ManualExecutor.h>
#include <folly/fibers/Semaphore.h>
#include <folly/synchronization/Baton.h>
#include <memory>
#include <unistd.h>
#include <vector>

namespace folly {
struct EventBase {
  void runInEventBaseThread(Func);
  void runInEventBaseThreadAlwaysEnqueue(Func);
  void runImmediatelyOrRunInEventBaseThread(Func);
  void runInLoop(Func);
  void runAfterDelay(Func, unsigned Milliseconds);
};
// Work on its threads may block.
struct ThreadedExecutor : Executor {
  void add(Func) override;
};

// Refers to a callable that somebody else keeps.
template <class> class FunctionRef;
template <class R, class... A> class FunctionRef<R(A...)> {
public:
  template <class F> FunctionRef(F &&) {}
  R operator()(A...) const;
};

struct unwrapped {
  struct promise_type {
    unwrapped get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
template <class T> struct Optional : unwrapped {};
template <class T, class E> struct Expected : unwrapped {};

namespace coro {
template <class T> struct safe_task {
  struct promise_type {
    safe_task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  friend safe_task co_viaIfAsync(Executor::KeepAlive<>, safe_task &&Task) {
    return std::move(Task);
  }
};
template <class T> struct now_task_with_executor {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  friend now_task_with_executor co_viaIfAsync(Executor::KeepAlive<>, now_task_with_executor &&Task) {
    return std::move(Task);
  }
};
} // namespace coro
} // namespace folly

using folly::coro::Task;

Task<int> load(int Id);
Task<void> save(int Id);
void use(int);

// --- Types ---------------------------------------------------------------------

folly::coro::safe_task<int> safe();
folly::coro::now_task_with_executor<int> now();
folly::Optional<int> optional();
folly::Expected<int, int> expected();
Task<void> dropped() {
  safe();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'safe' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await safe();
  now();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'now' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await now();
  // They are values, not tasks.
  optional();
  expected();
  co_return;
}

// --- Waits ---------------------------------------------------------------------

Task<void> waits(folly::Future<int> First, folly::Future<int> Second, folly::ManualExecutor &Executor) {
  std::move(First).waitVia(&Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'waitVia' blocks the thread of this coroutine until the 'folly::Future<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: it drives an executor
  std::move(Second).getTryVia(&Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'getTryVia' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: not fixed: it drives an executor
  co_return;
}
Task<void> complete(std::vector<folly::SemiFuture<int>> Many, folly::SemiFuture<int> One) {
  co_await folly::collect(Many);
  for (auto &Each : Many)
    use(std::move(Each).get());
  auto [Result] = co_await folly::coro::collectAllTry(std::move(One));
}

Task<void> blocks(folly::Baton<> &Baton) {
  Baton.try_wait_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'try_wait_for' blocks the thread of this coroutine until it is posted or the time is up [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'try_wait_for' is known
  Baton.try_wait_for(std::chrono::seconds(0));
  folly::futures::sleepUnsafe(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepUnsafe' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::seconds(1));
  co_return;
}

// --- Executors -----------------------------------------------------------------

void keep(folly::Future<int>);
void keep(folly::SemiFuture<int>);
void loops(folly::EventBase &Base, folly::Executor &Executor, folly::Future<int> A, folly::Future<int> B,
           folly::Future<int> C, folly::SemiFuture<int> D, folly::SemiFuture<int> E, folly::SemiFuture<int> F) {
  Base.runInEventBaseThread([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sleep' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  Base.runInEventBaseThreadAlwaysEnqueue([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sleep' blocks
  Base.runImmediatelyOrRunInEventBaseThread([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'sleep' blocks
  Base.runInLoop([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sleep' blocks
  Base.runAfterDelay([] { sleep(1); }, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks
  Executor.addWithPriority([] { sleep(1); }, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sleep' blocks
  // The callback has seen the error; the others are futures that nobody looks at.
  std::move(A).thenTryInline([](folly::Try<int>) { sleep(1); return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'sleep' blocks
  std::move(B).thenErrorInline([](folly::exception_wrapper) { sleep(1); return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'sleep' blocks
  keep(std::move(C).thenValueInline([](int) { sleep(1); return 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sleep' blocks
  keep(std::move(D).defer([](folly::Try<int>) { sleep(1); return 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'sleep' blocks
  keep(std::move(E).deferValue([](int) { sleep(1); return 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep' blocks
  keep(std::move(F).deferError([](folly::exception_wrapper) { sleep(1); return 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'sleep' blocks
}
void threads(folly::ThreadedExecutor &Executor, folly::Future<int> Future) {
  Executor.add([] { sleep(1); });
  Executor.addWithPriority([] { sleep(1); }, 1);
  keep(std::move(Future).then([](folly::Try<int> Done) { return std::move(Done).value(); }));
}

// --- Many at once --------------------------------------------------------------

Task<void> each(std::vector<int> Ids, folly::Executor *Executor, folly::coro::AsyncScope &Scope,
                folly::coro::CancellableAsyncScope &Other) {
  for (int Id : Ids)
    Scope.addWithSourceLoc(co_withExecutor(Executor, save(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'addWithSourceLoc' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  for (int Id : Ids)
    Other.addWithSourceLoc(co_withExecutor(Executor, save(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'addWithSourceLoc' starts a task for each element of 'Ids'
  co_return;
}
Task<void> gated(std::vector<int> Ids, folly::Executor *Executor, folly::coro::AsyncScope &Scope,
                 folly::fibers::Semaphore &Semaphore) {
  for (int Id : Ids) {
    co_await Semaphore.co_try_wait_for(std::chrono::seconds(1));
    Scope.addWithSourceLoc(co_withExecutor(Executor, save(Id)));
  }
}
Task<void> windowed(std::vector<int> Ids) {
  std::vector<Task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await folly::coro::collectAllTryWindowed(std::move(Tasks), 100);
}
// The receiving ends of something; nothing starts.
Task<void> receives(std::vector<folly::Promise<int>> &Promises) {
  std::vector<folly::SemiFuture<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.getSemiFuture());
  for (auto &Promise : Promises)
    Results.push_back(Promise.getFuture().semi());
  co_await folly::collectAll(Results);
}

// --- What refers to something else ---------------------------------------------

Task<void> visit(folly::FunctionRef<void(int)> Visitor);
Task<void> returned(int Sum) {
  auto Add = [&](int N) { Sum += N; };
  return visit(Add);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'visit' is returned and refers to local variable 'Add', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await visit(Add);
}
Task<void> awaited(int Sum) {
  auto Add = [&](int N) { Sum += N; };
  co_await visit(Add);
}

// --- The token travels by itself -----------------------------------------------

Task<void> cancels(folly::CancellationSource Source) {
  co_await folly::coro::co_withCancellation(Source.getToken(), save(1));
  Source.requestCancellation();
}
