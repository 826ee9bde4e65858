// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <async_simple/coro/Lazy.h>
// CHECK-FIXES: #include <async_simple/coro/Sleep.h>
#include <chrono>
#include <thread>

using async_simple::coro::Lazy;
using namespace std::chrono_literals;

Lazy<void> sleeps(int Id) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await async_simple::coro::sleep(10ms);
  std::this_thread::sleep_for(std::chrono::seconds(Id + 1));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await async_simple::coro::sleep(std::chrono::seconds(Id + 1));
  co_return;
}
Lazy<void> joins(std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  co_return;
}

// --- Silent ------------------------------------------------------------------

Lazy<void> yields() {
  std::this_thread::sleep_for(0ms);
  std::this_thread::yield();
  co_return;
}
Lazy<void> starts() {
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
  co_return;
}
// Of a program that is not for Windows.
void Sleep(int Animal);
Lazy<void> puts_to_bed() {
  Sleep(1);
  co_return;
}
void sleepsElsewhere() { std::this_thread::sleep_for(10ms); }
