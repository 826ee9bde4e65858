// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <chrono>
#include <thread>
#include <wil/coroutine.h>

extern "C" unsigned long WaitForSingleObject(void *Handle,
                                             unsigned long Milliseconds);

using namespace std::chrono_literals;

wil::task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'sleep_for' is known
  co_return;
}
wil::com_task<bool> waits(void *Event) {
  co_return WaitForSingleObject(Event, 1000) == 0;
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'WaitForSingleObject' blocks the thread of this coroutine until the object is signaled or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
}

// --- Silent ------------------------------------------------------------------

wil::com_task<bool> asks(void *Event) {
  co_return WaitForSingleObject(Event, 0) == 0;
}
wil::task<> in_a_thread() {
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
  co_return;
}
bool elsewhere(void *Event) { return WaitForSingleObject(Event, 1000) == 0; }
