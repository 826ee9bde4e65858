// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

// With C++/WinRT there is something to await.

#include <winrt/Windows.Foundation.h>
#include <wil/coroutine.h>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

wil::com_task<void> sleeps(bool Twice) {
  std::this_thread::sleep_for(1s); // Politely.
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: {
  // CHECK-FIXES-NEXT: winrt::apartment_context apartment;
  // CHECK-FIXES-NEXT: co_await winrt::resume_after(1s);
  // CHECK-FIXES-NEXT: co_await apartment;
  // CHECK-FIXES-NEXT: } // Politely.
  if (Twice)
    std::this_thread::sleep_for(2s);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
  // CHECK-FIXES: if (Twice)
  // CHECK-FIXES-NEXT: {
  // CHECK-FIXES-NEXT: winrt::apartment_context apartment;
  // CHECK-FIXES-NEXT: co_await winrt::resume_after(2s);
  // CHECK-FIXES-NEXT: co_await apartment;
  // CHECK-FIXES-NEXT: }
  co_return;
}
// The name is another one's; no statement; too fine.
wil::task<void> named(int apartment) {
  std::this_thread::sleep_for(1s);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'apartment' is another name already
  co_return;
}
wil::task<void> no_statement(int Count) {
  for (; Count > 0; --Count, std::this_thread::sleep_for(1s)) {
    // CHECK-NOTES: :[[@LINE-1]]:30: warning: 'sleep_for' blocks
    // CHECK-NOTES: :[[@LINE-2]]:30: note: not fixed: it is no statement of its own
  }
  for (std::this_thread::sleep_for(1s); Count > 0; --Count) {
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'sleep_for' blocks
    // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: it is no statement of its own
  }
  std::this_thread::sleep_for(100ns);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the duration is finer than the one wanted
  co_return;
}
