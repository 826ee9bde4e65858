// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unawaited-task %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Baton.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/coro/safe/NowTask.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <vector>

using folly::coro::co_withExecutor;
using folly::coro::Task;

Task<void> save(int Id);
Task<int> load(int Id);
folly::coro::now_task<void> now();
folly::SemiFuture<int> fetch();
folly::Future<int> fetchOn(folly::Executor::KeepAlive<> Ex);
folly::coro::AsyncGenerator<int> events();

Task<void> droppedTasks(folly::Executor::KeepAlive<> Ex,
                        folly::coro::Mutex &Mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  (void)load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is never awaited
  // CHECK-FIXES: (void)co_await load(2);
  now();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'now' is never awaited
  // CHECK-FIXES: co_await now();
  co_withExecutor(Ex, save(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by {{.*}} is never awaited
  // CHECK-FIXES: co_await co_withExecutor(Ex, save(3));
  folly::coro::collectAll(save(4), load(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by {{.*}} is never awaited
  // CHECK-FIXES: co_await folly::coro::collectAll(save(4), load(5));
  folly::coro::sleep(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleep' is never awaited
  // CHECK-FIXES: co_await folly::coro::sleep(std::chrono::seconds(1));
  auto Unread = load(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Unread' is never awaited
  // CHECK-FIXES: co_await load(6);
  std::vector<Task<void>> Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the tasks in 'Tasks' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: not fixed: await them together with 'folly::coro::collectAllWindowed'
  Tasks.push_back(save(7));
  co_return;
}

// Handles to what was started.
Task<void> droppedHandles(folly::Executor::KeepAlive<> Ex) {
  co_withExecutor(Ex, save(1)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'start' is not awaited, so nobody sees its result or its exception
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: awaited here, what follows waits for the work that is started here
  // CHECK-FIXES-NOTES: co_await co_withExecutor(Ex, save(1)).start();
  load(2).semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'semi' is not awaited
  // CHECK-FIXES: co_await load(2).semi();
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'fetch' is not awaited
  // CHECK-FIXES: co_await fetch();
  fetchOn(Ex).thenValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'thenValue' is not awaited
  // CHECK-FIXES: co_await fetchOn(Ex).thenValue([](int) {});
  auto Started = co_withExecutor(Ex, save(3)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the future in 'Started' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: awaited here, what follows waits for the work that is started here
  // CHECK-FIXES-NOTES: co_await co_withExecutor(Ex, save(3)).start();
  for (int I = 0; I < 3; ++I)
    fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the future returned by 'fetch' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: awaited here, each round waits for its task
  // CHECK-FIXES-NOTES: co_await fetch();
  co_return;
}

void startInFunction(folly::Executor::KeepAlive<> Ex) {
  co_withExecutor(Ex, save(1)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'start' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'startInFunction' is not a coroutine
  save(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'startInFunction' is not a coroutine
}

void startOnPurpose(folly::Executor::KeepAlive<> Ex) {
  (void)co_withExecutor(Ex, save(1)).start();
  std::ignore = co_withExecutor(Ex, save(2)).start();
  co_withExecutor(Ex, save(3)).start([](auto &&) {});
  folly::futures::detachOn(Ex, load(4).semi());
  folly::coro::blockingWait(save(5));
  fetch().get();
  fetch().via(Ex).get();
  [[maybe_unused]] auto Started = co_withExecutor(Ex, save(6)).start();
}

struct Fiber {
  folly::SemiFuture<folly::Unit> Running = folly::makeSemiFuture();
  Task<void> Next;
};

Task<void> kept(folly::Executor::KeepAlive<> Ex, folly::coro::AsyncScope &Scope,
                folly::coro::Baton &Baton, Fiber &Where) {
  Scope.add(co_withExecutor(Ex, save(1)));
  Where.Running = co_withExecutor(Ex, save(2)).start();
  Where.Next = save(3);
  auto Later = co_withExecutor(Ex, load(4)).start();
  co_await std::move(Later);
  auto Wrapped = folly::coro::co_awaitTry(load(5));
  co_await std::move(Wrapped);
  co_await folly::coro::co_awaitTry(load(6));
  co_await folly::coro::collectAll(save(7), load(8));
  co_await folly::coro::co_invoke([]() -> Task<void> { co_return; });
  std::vector<Task<void>> Tasks;
  Tasks.push_back(save(9));
  co_await folly::coro::collectAllRange(std::move(Tasks));
  Baton.post();
  events();
  auto Generator = events();
  (void)co_await Generator.next();
  co_await now();
}

// The callback has seen the error: nothing is lost. One for values has not.
void continued(folly::Executor::KeepAlive<> Ex) {
  fetchOn(Ex).thenTry([](folly::Try<int> &&) {});
  fetchOn(Ex).thenError([](const folly::exception_wrapper &) { return 1; });
  fetchOn(Ex).thenValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future returned by 'thenValue' is not awaited
}

// What `co_await` takes only in this library's coroutines.
struct TimerAwaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct Timer {
  TimerAwaiter viaIfAsync(folly::Executor::KeepAlive<> Ex) &&;
};
Timer timer();
struct Home {
  struct promise_type {
    Home get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
Task<void> droppedWrappers() {
  folly::coro::co_awaitTry(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'co_awaitTry' is not awaited
  // CHECK-FIXES: co_await folly::coro::co_awaitTry(load(1));
  timer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'timer' is not awaited
  // CHECK-FIXES: co_await timer();
  co_await folly::coro::co_awaitTry(load(1));
  auto Result = co_await timer();
}
Home elsewhere() {
  timer();
  co_return;
}
void plainWrappers() { timer(); }
