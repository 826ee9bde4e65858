// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <chrono>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/shared_future.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <tuple>
#include <vector>

using namespace std::chrono_literals;

seastar::future<> save(int Id);
seastar::future<int> load(int Id);

seastar::future<> dropped(std::vector<int> Ids) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  seastar::sleep(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleep' is not awaited
  // CHECK-FIXES: co_await seastar::sleep(10ms);
  load(2).then([](int) { return save(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'then' is not awaited
  // CHECK-FIXES: co_await load(2).then([](int) { return save(3); });
  seastar::when_all_succeed(save(4), save(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'when_all_succeed' is not awaited
  // CHECK-FIXES: co_await seastar::when_all_succeed(save(4), save(5));
  seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'parallel_for_each' is not awaited
  // CHECK-FIXES: co_await seastar::parallel_for_each(Ids, save);
  // Classes whose objects are awaited.
  seastar::coroutine::maybe_yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this awaitable is not awaited
  // CHECK-FIXES: co_await seastar::coroutine::maybe_yield();
  seastar::coroutine::all([] { return save(6); }, [] { return save(7); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this awaitable is not awaited
  // CHECK-FIXES: co_await seastar::coroutine::all([] { return save(6); }, [] { return save(7); });
  seastar::coroutine::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this awaitable is not awaited
  // CHECK-FIXES: co_await seastar::coroutine::parallel_for_each(Ids, save);
  auto Unread = load(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Unread' is not awaited
  // CHECK-FIXES: co_await load(8);
  std::vector<seastar::future<>> Futures;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the tasks in 'Futures' are never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: not fixed: await them together with 'seastar::when_all_succeed'
  Futures.push_back(save(9));
  co_return;
}

void inFunction() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
}

// The fix must not make a continuation a coroutine.
seastar::future<> inContinuation() {
  return load(1).then([](int) {
    save(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  });
}

// `(void)` is the documented way to let one run on.
void background(seastar::gate &Gate) {
  (void)save(1);
  (void)save(2).handle_exception([](std::exception_ptr) {});
  (void)seastar::with_gate(Gate, [] { return save(3); });
  (void)seastar::try_with_gate(Gate, [] { return save(4); });
  std::ignore = save(5);
  auto Fiber = save(6);
  (void)Fiber;
}

struct Service {
  seastar::future<> Fiber = seastar::make_ready_future<>();
  seastar::shared_future<> Shared;
  void start() { Fiber = save(1); }
  seastar::future<> stop() { return std::move(Fiber); }
  seastar::future<> restart() {
    return std::exchange(Fiber, seastar::make_ready_future<>()).then([] {
      return save(2);
    });
  }
};

seastar::future<> kept(Service &S, seastar::semaphore &Sem) {
  co_await save(1);
  auto Later = load(2);
  co_await std::move(Later);
  auto [A, B] = co_await seastar::when_all(load(3), load(4));
  auto Units = co_await seastar::get_units(Sem, 1);
  auto Tested = load(5);
  if (Tested.available())
    Tested.get();
  std::vector<seastar::future<>> Futures;
  Futures.push_back(save(6));
  co_await seastar::when_all_succeed(std::move(Futures));
  auto T = seastar::async([] { save(7).get(); });
  co_await std::move(T);
  co_await seastar::coroutine::maybe_yield();
}
