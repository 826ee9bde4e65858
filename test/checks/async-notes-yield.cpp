// RUN: %check %s async-unawaited-task,async-blocking-wait,async-redundant-coroutine %t -check-suffixes=,FIX -- -isystem %standins -pthread
// RUN: %check %s async-unawaited-task,async-blocking-wait,async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread

// Where an edit on a note and a fix meet, the fix has the place, whichever check
// comes first: the note's is applied or not, and takes nothing from anybody.

#include <concurrencpp/concurrencpp.h>
#include <vector>
#include <winrt/Windows.Foundation.h>

using concurrencpp::result;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

result<result<void>> outer(int Id);
result<void> work(int Id);
IAsyncOperation<IAsyncAction> outer_operation(int Id);
IAsyncAction operation(int Id);

// --- A note of the earlier check, a fix of the later one -----------------------

result<void> in_concurrencpp(std::vector<int> Ids) {
  for (int Id : Ids) {
    auto Kept = outer(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Kept' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: another fix changes the same code
    // CHECK-MESSAGES: :[[@LINE-3]]:27: warning: 'get' blocks the thread of this coroutine until the {{.*}} is complete [async-blocking-wait]
    // CHECK-FIXES: auto Kept = co_await outer(Id);
  }
  co_await work(1);
}

IAsyncAction in_winrt(std::vector<int> Ids) {
  for (int Id : Ids) {
    auto Kept = outer_operation(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Kept' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: another fix changes the same code
    // CHECK-MESSAGES: :[[@LINE-3]]:37: warning: 'get' blocks the thread of this coroutine
    // CHECK-FIXES: auto Kept = co_await outer_operation(Id);
  }
  co_await operation(1);
}

// --- The same text at one place is no harm: both are right ---------------------

result<void> the_same_edit(std::vector<int> Ids) {
  for (int Id : Ids)
    outer(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'get' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: awaited here, each round waits for its task
    // CHECK-MESSAGES: :[[@LINE-3]]:15: warning: 'get' blocks the thread of this coroutine
    // CHECK-FIXES-FIX: co_await outer(Id);
    // CHECK-FIXES-NOTES: co_await co_await outer(Id);
  co_await work(1);
}

// --- Side by side, both are made ------------------------------------------------

result<void> side_by_side(std::vector<int> Ids) {
  for (int Id : Ids) {
    work(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: awaited here, each round waits for its task
    // CHECK-FIXES-NOTES: co_await work(Id);
    work(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine
    // CHECK-FIXES: co_await work(Id);
  }
  co_await work(1);
}

// --- A coroutine is not redundant when a note would await in it -----------------

result<void> would_await(std::vector<int> Ids) {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'would_await' is a coroutine that never suspends [async-redundant-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: another fix changes the same code
  for (int Id : Ids)
    work(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: awaited here, each round waits for its task
    // CHECK-FIXES-NOTES: co_await work(Id);
  co_return;
}
