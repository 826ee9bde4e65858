// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <coro/io_scheduler.hpp>
#include <chrono>
#include <semaphore>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

coro::task<void> scheduled(coro::semaphore<4> &Awaited, std::counting_semaphore<> &Blocking) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await scheduler->schedule_after(10ms)' with the coroutine's scheduler
  usleep(10);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await scheduler->schedule_after(std::chrono::microseconds(10))' with the coroutine's scheduler
  co_await Awaited.acquire();
  Blocking.acquire();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'acquire' blocks
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'acquire' is known
}

coro::task<void> in_reach(std::unique_ptr<coro::scheduler> &Scheduler) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Scheduler->schedule_after(10ms);
  usleep(10);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Scheduler->schedule_after(std::chrono::microseconds(10));
  co_return;
}
coro::task<void> captured(std::shared_ptr<coro::io_scheduler> Scheduler) {
  auto Work = [Scheduler]() -> coro::task<void> {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-NOTES: :[[@LINE-2]]:5: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
    // CHECK-FIXES: co_await Scheduler->schedule_after(10ms);
    co_await Scheduler->schedule();
  };
  co_await Work();
}
// Others use it, too.
coro::task<void> used(std::unique_ptr<coro::scheduler> &Scheduler, coro::event &Event) {
  co_await Scheduler->schedule();
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: after 'co_await' the coroutine resumes on the thread that completes what it awaits
  // CHECK-FIXES: co_await Scheduler->schedule_after(10ms);
  Event.set();
}
// Given away before.
coro::task<void> gone(std::shared_ptr<coro::io_scheduler> Scheduler) {
  auto Other = std::make_pair(std::move(Scheduler), 1);
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await scheduler->schedule_after(10ms)' with the coroutine's scheduler
  co_return;
}
coro::task<void> scheduled_awaited(coro::io_scheduler &Scheduler) {
  co_await Scheduler.schedule_after(10ms);
}
coro::generator<int> values() {
  std::this_thread::sleep_for(10ms);
  co_yield 1;
}

// --- Threads, and points in time -----------------------------------------------

coro::task<void> ends(coro::thread_pool &Pool, coro::scheduler &Scheduler, coro::io_scheduler &Io,
                      std::chrono::steady_clock::time_point End) {
  std::this_thread::sleep_until(End);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await scheduler->schedule_at(End)' with the coroutine's scheduler, and a time of its steady clock
  Pool.shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'shutdown' blocks the thread of this coroutine until its threads have ended [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'shutdown' is known
  Scheduler.shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'shutdown' blocks
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'shutdown' is known
  Io.shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: 'shutdown' blocks
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: no awaiting form of 'shutdown' is known
  Scheduler.process_events(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'process_events' blocks the thread of this coroutine until something happens or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'process_events' is known
  Io.process_events(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:6: warning: 'process_events' blocks
  // CHECK-NOTES: :[[@LINE-2]]:6: note: not fixed: no awaiting form of 'process_events' is known
  // It only asks.
  Scheduler.process_events();
  Io.process_events(0ms);
  co_return;
}
