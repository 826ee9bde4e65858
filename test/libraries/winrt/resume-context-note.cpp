// What follows may need the caller's thread: whether it does is for a human to say.
// RUN: %check %s async-resume-context %t -fix-notes -- -isystem %standins

#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction load();
void finish();

IAsyncAction before_an_unseen_function() {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} comes back to the apartment that it was in
  // CHECK-FIXES: co_await winrt::resume_agile(load());
  finish();
}
