// Seastar, cppcoro and libcoro, in one program.
// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <coro/io_scheduler.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
// CHECK-FIXES: #include <seastar/core/sleep.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <chrono>
#include <semaphore>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

//===--- Seastar ----------------------------------------------------------===//

seastar::future<> shard() {
  std::this_thread::sleep_for(1s);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await seastar::sleep(1s);
  usleep(10);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-FIXES: co_await seastar::sleep(std::chrono::microseconds(10));
  co_return;
}

// A function that hands out a future is no coroutine, and a seastar::thread
// has a stack of its own.
seastar::future<> started() {
  return seastar::async([] { std::this_thread::yield(); });
}

//===--- libcoro ----------------------------------------------------------===//

coro::task<void> scheduled(coro::semaphore<4> &Awaited, std::counting_semaphore<> &Blocking) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
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

//===--- cppcoro ----------------------------------------------------------===//

cppcoro::task<> service() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await service.schedule_after(10ms)' with the coroutine's 'cppcoro::io_service'
  co_return;
}

// Runs where somebody asks for values.
cppcoro::generator<int> values() {
  std::this_thread::sleep_for(10ms);
  co_yield 1;
}
