// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <chrono>
#include <thread>
#include <winrt/Windows.Foundation.h>

extern "C" void Sleep(unsigned long Milliseconds);
extern "C" unsigned long WaitForSingleObject(void *Handle,
                                             unsigned long Milliseconds);
#define INFINITE 0xFFFFFFFF

using winrt::Windows::Foundation::IAsyncAction;
using namespace std::chrono_literals;

IAsyncAction sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: {
  // CHECK-FIXES-NEXT: winrt::apartment_context apartment;
  // CHECK-FIXES-NEXT: co_await winrt::resume_after(10ms);
  // CHECK-FIXES-NEXT: co_await apartment;
  // CHECK-FIXES-NEXT: }
  Sleep(10);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Sleep' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await winrt::resume_after(std::chrono::milliseconds(10));
  co_return;
}
IAsyncAction waits(void *Event) {
  WaitForSingleObject(Event, INFINITE);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'WaitForSingleObject' blocks the thread of this coroutine until the object is signaled or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
  WaitForSingleObject(Event, 100);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'WaitForSingleObject' blocks the thread of this coroutine until the object is signaled or the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: C++/WinRT has 'co_await winrt::resume_on_signal(handle)', which goes on in the thread pool
  co_return;
}

// --- Silent ------------------------------------------------------------------

IAsyncAction pauses(void *Event) {
  co_await winrt::resume_after(10ms);
  co_await winrt::resume_on_signal(Event);
}
IAsyncAction asks(void *Event, unsigned long Milliseconds) {
  Sleep(0);
  WaitForSingleObject(Event, 0);
  WaitForSingleObject(Event, Milliseconds);
  co_return;
}
// The thread pool is there to be blocked.
IAsyncAction background(void *Event) {
  co_await winrt::resume_background();
  Sleep(10);
  WaitForSingleObject(Event, INFINITE);
}
void elsewhere() { Sleep(10); }
