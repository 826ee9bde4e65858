// RUN: %check %s async-resume-context %t -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=UI -config="{CheckOptions: {async-resume-context.Context: ui}}" -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=SERVER -config="{CheckOptions: {async-resume-context.Context: server}}" -- -isystem %standins

// PPL: continuations, and where they run.

#include <ppltasks.h>
#include <winrt/Windows.UI.Xaml.h>

using namespace Concurrency;
using winrt::Windows::UI::Xaml::Controls::TextBlock;

task<int> load();
int count(int);

// --- Reported ----------------------------------------------------------------

task<int> current() {
  return load().then(count, task_continuation_context::use_current());
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the continuation runs where its task was, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: return load().then(count, Concurrency::task_continuation_context::use_arbitrary());
  // CHECK-MESSAGES-SERVER: :[[@LINE-3]]:29: warning: a server has no context to come back to, so this is noise [async-resume-context]
  // CHECK-FIXES-SERVER: return load().then(count);
}
task<int> current_with_token() {
  return load().then([](int N) { return N; }, cancellation_token::none(),
                     task_continuation_context::use_current());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the continuation runs where its task was
  // CHECK-FIXES: Concurrency::task_continuation_context::use_arbitrary());
  // CHECK-MESSAGES-SERVER: :[[@LINE-3]]:22: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: return load().then([](int N) { return N; }, cancellation_token::none());
}
void touches(TextBlock Block) {
  load().then(
      [Block](int) {
        Block.Text(winrt::hstring());
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
        // CHECK-MESSAGES: :[[@LINE+5]]:7: note: it may go on anywhere since here
        // CHECK-MESSAGES-UI: :[[@LINE-3]]:15: warning: this belongs to the thread of the user interface
        // CHECK-MESSAGES-UI: :[[@LINE+3]]:7: note: it may go on anywhere since here
        return 0;
      },
      task_continuation_context::use_arbitrary());
      // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:7: warning: a server has no context to come back to
}
// CHECK-FIXES-SERVER: });

// --- Silent ------------------------------------------------------------------

task<int> arbitrary() {
  return load().then(count, task_continuation_context::use_arbitrary());
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:29: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: return load().then(count);
}
// The pool, for nearly all tasks.
task<int> by_default() { return load().then(count); }
task<int> default_by_name() {
  return load().then(count, task_continuation_context::use_default());
}
// It is there for the interface.
void needed(TextBlock Block) {
  load().then(
      [Block](int) {
        Block.Text(winrt::hstring());
        return 0;
      },
      task_continuation_context::use_current());
      // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:7: warning: a server has no context to come back to
}
// CHECK-FIXES-SERVER: });
void agile(TextBlock Block) {
  load().then(
      [Block](int) {
        auto Dispatcher = Block.Dispatcher();
        (void)Dispatcher;
        return 0;
      },
      task_continuation_context::use_arbitrary());
      // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:7: warning: a server has no context to come back to
}
// CHECK-FIXES-SERVER: });
