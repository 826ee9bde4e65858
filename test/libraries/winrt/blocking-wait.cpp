// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <chrono>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;
IAsyncAction action();
IAsyncOperation<int> open();

IAsyncAction actions() {
  action().get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'winrt::Windows::Foundation::IAsyncAction' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await action();
  co_await action();
  auto Again = action();
  co_await Again;
  Again.get();
}

IAsyncOperation<int> operations() {
  open().wait_for(std::chrono::seconds(1));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread of this coroutine until the 'winrt::Windows::Foundation::IAsyncOperation<int>' is complete or the time is up [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'co_await' has no time limit
  co_return open().get() + 1;
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'get' blocks the thread of this coroutine until the 'winrt::Windows::Foundation::IAsyncOperation<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await open() + 1;
}

// On a thread that may be blocked.
IAsyncAction background() {
  co_await winrt::resume_background();
  action().get();
}

// Somebody has to wait.
int main() { action().get(); }
