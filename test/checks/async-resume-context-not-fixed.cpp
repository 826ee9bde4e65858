// RUN: %check %s async-resume-context %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_ui.yaml}}" -- -I %S/Inputs
// RUN: %check %s async-resume-context %t -check-suffixes=SERVER \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_ui.yaml, async-resume-context.Context: server}}" -- -I %S/Inputs

// Why an await comes back, or a wrapper stays.

#include "home_ui.h"

using home::panel_task;
using home::window_task;

window_task<int> load();
panel_task<int> show();
template <typename T> window_task<T> get(T Id);

window_task<int> wrapped() {
  co_return co_await home::anywhere(load());
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:13: warning: a server has no context to come back to, so the wrapper is noise [async-resume-context]
  // CHECK-FIXES-SERVER: co_return co_await load();
}
window_task<int> wrappedWithMore() {
  co_return co_await home::anywhere(load(), 1);
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:13: warning: a server has no context to come back to, so the wrapper is noise [async-resume-context]
  // CHECK-MESSAGES-SERVER: :[[@LINE-2]]:13: note: not fixed: it is not called with its operand alone
}
window_task<int> notDeclared() {
  co_return co_await show();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'co_await' of 'home::panel_task<int>' comes back to the panel's thread, which is the caller's in a library [async-resume-context]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: 'home::nowhere' is not declared here
}

template <typename T> window_task<int> ofAnyType(T Id) {
  co_await get(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of 'home::window_task<int>' comes back to the window's thread, which is the caller's in a library [async-resume-context]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
  co_await home::anywhere(get(Id));
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:3: warning: a server has no context to come back to, so the wrapper is noise [async-resume-context]
  // CHECK-MESSAGES-SERVER: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
  co_return 1;
}
template window_task<int> ofAnyType(int);

window_task<int> continuesWithMore() {
  return load().then([](int I) { return I; }, home::current(), home::priority());
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the continuation runs where its task was, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: return load().then([](int I) { return I; }, home::pool(), home::priority());
  // CHECK-MESSAGES-SERVER: :[[@LINE-3]]:47: warning: a server has no context to come back to, so this is noise [async-resume-context]
  // CHECK-MESSAGES-SERVER: :[[@LINE-4]]:47: note: not fixed: other arguments follow it
}

// --- Silent ---------------------------------------------------------------

home::task<int> ofAnotherLibrary() { co_return 1; }
window_task<int> awaitsAnother() { co_return co_await ofAnotherLibrary(); }
window_task<int> awaitsNothing() { co_return 1; }
