// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins %asio_flags -Wno-unused
// REQUIRES: asio

// With the library's adapter of Asio there are timers.

#include <asio/steady_timer.hpp>
#include <chrono>
#include <thread>
#include <tmc/all_headers.hpp>
#include <tmc/asio/aw_asio.hpp>
#include <tmc/asio/ex_asio.hpp>

using namespace std::chrono_literals;

tmc::task<void> sleeps(bool Twice) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: the program must run 'tmc::asio_executor()', or nobody wakes it
  // CHECK-FIXES: co_await asio::steady_timer(tmc::asio_executor(), 10ms).async_wait(tmc::aw_asio);
  if (Twice)
    std::this_thread::sleep_for(20ms);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:5: note: the program must run 'tmc::asio_executor()', or nobody wakes it
  // CHECK-FIXES: co_await asio::steady_timer(tmc::asio_executor(), 20ms).async_wait(tmc::aw_asio);
  co_return;
}
tmc::task<void> none() {
  std::this_thread::sleep_for(0ms);
  co_await asio::steady_timer(tmc::asio_executor(), 10ms).async_wait(tmc::aw_asio);
}
