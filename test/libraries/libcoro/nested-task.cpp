// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <coro/coro.hpp>

coro::task<coro::task<int>> prepare();
coro::task<> twoSteps(coro::mutex &Mutex, coro::event &Event) {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  co_await Event;
  co_await Mutex.scoped_lock();
  auto Lock = co_await Mutex.scoped_lock();
}

coro::task<coro::generator<int>> numbers();
coro::task<> others(coro::thread_pool &Pool, coro::semaphore<4> &Slots) {
  auto Unread = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  // Generators run when somebody asks for values.
  co_await numbers();
  co_await Pool.schedule();
  co_await Slots.acquire();
  (void)co_await co_await prepare();
  auto Inner = co_await prepare();
  co_await Inner;
}
