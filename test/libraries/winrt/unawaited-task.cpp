// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <utility>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction save(int Id);

IAsyncAction forgets(int Id) {
  save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(Id);
  co_await save(Id + 1);
}

// --- Silent ------------------------------------------------------------------

IAsyncAction awaits(int Id) {
  auto Action = save(Id);
  co_await save(Id + 1);
  co_await Action;
}
IAsyncAction handsOn(int Id) { return save(Id); }
IAsyncAction meansIt(int Id) {
  (void)save(Id);
  co_return;
}
