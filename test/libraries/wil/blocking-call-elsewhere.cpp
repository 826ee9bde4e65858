// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %standins -pthread
// What has no awaiting form, other threads do.

#include <winrt/Windows.Foundation.h>
#include <wil/coroutine.h>
#include <cstdlib>
#include <mutex>
#include <thread>


wil::task<void> joins(std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: {
  // CHECK-FIXES-NEXT: winrt::apartment_context apartment;
  // CHECK-FIXES-NEXT: co_await winrt::resume_background();
  // CHECK-FIXES-NEXT: Thread.join();
  // CHECK-FIXES-NEXT: co_await apartment;
  // CHECK-FIXES-NEXT: }
  co_return;
}
wil::task<void> runs(int &Status) {
  Status = std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'system' is known
  co_return;
}

// Threads own locks.
wil::task<void> locked(std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
