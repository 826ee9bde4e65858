// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <coro/coro.hpp>
#include <memory>
#include <vector>

coro::task<void> save(int Id);
coro::task<int> load(int Id);
coro::generator<int> numbers();

coro::task<void> dropped(std::unique_ptr<coro::thread_pool> &Pool,
                         coro::mutex &Mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  (void)load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is never awaited
  // CHECK-FIXES: (void)co_await load(2);
  Pool->schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the {{.*}} returned by 'schedule' is
  // CHECK-FIXES: co_await Pool->schedule();
  Mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the {{.*}} returned by 'scoped_lock' is
  // CHECK-FIXES: co_await Mutex.scoped_lock();
  auto Lock = Mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'Lock' is never awaited, so it never runs
  // CHECK-FIXES: auto Lock = co_await Mutex.scoped_lock();
  (void)coro::when_all(save(7), load(8));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the awaitable returned by 'when_all' is never awaited, so it never runs
  // CHECK-FIXES: (void)co_await coro::when_all(save(7), load(8));
  coro::when_all(save(3), load(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the {{.*}} returned by 'when_all' is
  // CHECK-FIXES: co_await coro::when_all(save(3), load(4));
  auto Task = load(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs
  // CHECK-FIXES: co_await load(5);
  std::vector<coro::task<void>> Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the tasks in 'Tasks' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: not fixed: await them together with 'coro::when_all'
  Tasks.emplace_back(save(6));
  co_return;
}

void inFunction() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
}

coro::task<void> kept(std::unique_ptr<coro::thread_pool> &Pool,
                      coro::event &Event, coro::latch &Latch) {
  coro::sync_wait(save(1));
  Pool->spawn_detached(save(2));
  auto Task = load(3);
  Task.resume();
  Event.set();
  Latch.count_down();
  numbers();
  co_await Pool->schedule();
  co_await coro::when_all(save(4), load(5));
  std::vector<coro::task<void>> Tasks;
  Tasks.push_back(save(6));
  co_await coro::when_all(std::move(Tasks));
  co_await Event;
}
