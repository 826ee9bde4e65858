// RUN: %check %s async-nested-task %t -- -isystem %standins -Wno-unused

#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

// As an operation that gives the next step.
IAsyncOperation<IAsyncAction> prepare();
IAsyncOperation<IAsyncOperation<int>> open();

IAsyncAction oneStep() {
  co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
IAsyncAction agile() { co_await winrt::resume_agile(prepare()); }
// CHECK-NOTES: :[[@LINE-1]]:24: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
// CHECK-FIXES: IAsyncAction agile() { co_await co_await winrt::resume_agile(prepare()); }

// --- Silent ------------------------------------------------------------------

IAsyncAction twoSteps() { co_await co_await prepare(); }
IAsyncOperation<int> later() {
  auto Operation = co_await open();
  co_return co_await Operation;
}
IAsyncOperation<IAsyncAction> handedOn() { co_return co_await prepare(); }
IAsyncAction meansIt() { (void)co_await prepare(); }
IAsyncAction plain(IAsyncAction Action) { co_await Action; }
