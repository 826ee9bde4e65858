// RUN: %check %s async-resume-context %t -- -isystem %standins -Wno-unused

#include <utility>
#include <wil/coroutine.h>

wil::com_task<int> count();
wil::task<int> anywhere();

// --- A library comes back to its caller's apartment --------------------------

wil::task<int> library() {
  int Count = co_await count();
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'co_await' of 'wil::com_task<int>' comes back to the apartment that it was in, which is the caller's in a library [async-resume-context]
  // CHECK-NOTES: :[[@LINE+1]]:30: note: with the fix, this may run on any thread
  co_return Count + co_await count();
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'co_await' of 'wil::com_task<int>' comes back to the apartment that it was in, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: co_return Count + co_await count().resume_any_thread();
}
wil::task<int> touches_nothing() {
  int Count = co_await count();
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'co_await' of 'wil::com_task<int>' comes back to the apartment that it was in, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: int Count = co_await count().resume_any_thread();
  co_return Count;
}
wil::com_task<int> named() {
  auto Task = count();
  co_return co_await std::move(Task);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'co_await' of 'wil::com_task<int>' comes back to the apartment that it was in, which is the caller's in a library [async-resume-context]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: the object is used again, perhaps
}

// --- Silent ------------------------------------------------------------------

wil::task<int> agile() { co_return co_await count().resume_any_thread(); }
wil::com_task<int> goes_on_anywhere() { co_return co_await anywhere(); }
