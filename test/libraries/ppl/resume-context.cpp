// RUN: %check %s async-resume-context %t -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=UI -config="{CheckOptions: {async-resume-context.Context: ui}}" -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=SERVER -config="{CheckOptions: {async-resume-context.Context: server}}" -- -isystem %standins -DSERVER

// PPL: continuations, and where they run.

#include <ppltasks.h>
#include <winrt/Windows.UI.Xaml.h>

using namespace Concurrency;
using winrt::Windows::UI::Xaml::Controls::TextBlock;

task<int> load();
int count(int);
int twice(int N) { return 2 * N; }

// --- Reported ----------------------------------------------------------------

task<int> current() {
  return load().then(twice, task_continuation_context::use_current());
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the continuation runs where its task was, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: return load().then(twice, Concurrency::task_continuation_context::use_arbitrary());
  // CHECK-MESSAGES-SERVER: :[[@LINE-3]]:29: warning: a server has no context to come back to, so this is noise [async-resume-context]
  // CHECK-FIXES-SERVER: return load().then(twice);
}
// What it does is for a human to judge.
task<int> current_with_unseen() {
  return load().then(count, task_continuation_context::use_current());
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the continuation runs where its task was
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: with the fix, this may run on any thread
  // CHECK-MESSAGES-SERVER: :[[@LINE-3]]:29: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: return load().then(count);
}
task<int> current_with_call() {
  // CHECK-MESSAGES: :[[@LINE+1]]:41: note: with the fix, this may run on any thread
  return load().then([](int N) { return count(N); },
                     task_continuation_context::use_current());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the continuation runs where its task was
  // CHECK-MESSAGES-SERVER: :[[@LINE-2]]:22: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: return load().then([](int N) { return count(N); });
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
int show(TextBlock Block) {
  Block.Text(winrt::hstring());
  return 0;
}
int show_count(int);
int unseen(TextBlock);
task<TextBlock> block();
struct view {
  TextBlock Block;
  ~view() { Block.Text(winrt::hstring()); }
};
#ifndef SERVER
void needed_by_function(TextBlock Block) {
  load().then([=](int) { return show(Block); },
              task_continuation_context::use_current());
}
void needed_by_lambda(TextBlock Block) {
  const auto Show = [=](int) { return show(Block); };
  load().then(Show, task_continuation_context::use_current());
  load().then([=](int N) { return Show(N); },
              task_continuation_context::use_current());
}
void needed_in_handler(TextBlock Block) {
  load().then(
      [=](int N) {
        try {
          return count(N);
        } catch (...) {
          return show(Block);
        }
      },
      task_continuation_context::use_current());
}
void needed_by_destructor(TextBlock Block) {
  load().then(
      [=](int N) {
        view View{Block};
        return N;
      },
      task_continuation_context::use_current());
}
void needed_by_unseen(TextBlock Block) {
  load().then([=](int) { return unseen(Block); },
              task_continuation_context::use_current());
  block().then(unseen, task_continuation_context::use_current());
  block().then(show, task_continuation_context::use_current());
}
#endif
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
