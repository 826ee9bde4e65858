// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_latch.hpp>
#include <cppcoro/async_manual_reset_event.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/schedule_on.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <vector>

using namespace cppcoro;

task<> save(int Id);
task<int> load(int Id);
shared_task<int> config();
async_generator<int> events();
generator<int> numbers();

task<> dropped(static_thread_pool &Pool, io_service &Io, async_mutex &Mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  config();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'config' is never awaited, so it never runs
  // CHECK-FIXES: co_await config();
  (void)save(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'save' is never awaited
  // CHECK-FIXES: (void)co_await save(2);
  when_all(save(3), load(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the {{.*}} returned by 'when_all' is
  // CHECK-FIXES: co_await when_all(save(3), load(4));
  (void)when_all(save(6), load(7));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the awaitable returned by 'when_all' is never awaited, so it never runs
  // CHECK-FIXES: (void)co_await when_all(save(6), load(7));
  // Hops that do not happen.
  Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'schedule' is never awaited, so it never runs
  // CHECK-FIXES: co_await Pool.schedule();
  Io.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'schedule' is never awaited
  // CHECK-FIXES: co_await Io.schedule();
  // A lock that is not taken.
  Mutex.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'scoped_lock_async' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: what 'co_await' gives is '{{\[\[nodiscard\]\]}}', and nobody looks at it here
  auto Task = load(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs
  // CHECK-FIXES: co_await load(5);
  std::vector<task<>> Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'Tasks' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: await them together with 'cppcoro::when_all'
  for (int I = 0; I < 3; ++I)
    Tasks.push_back(save(I));
  co_return;
}

void inFunction() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
  when_all(save(3), load(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the {{.*}} returned by 'when_all' is
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
}

task<> kept(static_thread_pool &Pool, async_scope &Scope,
            async_manual_reset_event &Event, async_latch &Latch) {
  Scope.spawn(save(1));
  sync_wait(save(2));
  auto Ready = load(3);
  Ready.is_ready();
  auto Both = when_all(save(4), load(5));
  co_await std::move(Both);
  auto Shared = config();
  auto Copy = Shared;
  co_await Copy;
  Event.set();
  Latch.count_down();
  events();
  numbers();
  co_await schedule_on(Pool, save(6));
  std::vector<task<>> Tasks;
  Tasks.push_back(save(7));
  co_await when_all(std::move(Tasks));
  auto Later = [&] { return save(8); };
  co_await Later();
  co_await Pool.schedule();
}
