// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction action();

IAsyncAction actions() {
  action().get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'winrt::Windows::Foundation::IAsyncAction' is complete [async-blocking-wait]
  // CHECK-FIXES: co_await action();
  co_await action();
  auto Again = action();
  co_await Again;
  Again.get();
}

// On a thread that may be blocked.
IAsyncAction background() {
  co_await winrt::resume_background();
  action().get();
}

// Somebody has to wait.
int main() { action().get(); }
