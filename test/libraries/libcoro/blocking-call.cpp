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

coro::task<void> scheduled_awaited(coro::io_scheduler &Scheduler) {
  co_await Scheduler.schedule_after(10ms);
}
coro::generator<int> values() {
  std::this_thread::sleep_for(10ms);
  co_yield 1;
}
