// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

// CHECK-FIXES: #include <seastar/core/sleep.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <chrono>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

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
// A thread beside the reactor.
seastar::future<> beside() {
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  co_return;
}
