// RUN: %check %s async-blocking-wait %t -- -isystem %standins -Wno-unused

// Of a long path from a coroutine to a wait, both ends are shown.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

cppcoro::task<int> load(int Id);

struct Wrapped {
  // No conversion, so that the file stays as it is.
  virtual int step0(int Id) { return cppcoro::sync_wait(load(Id)); }
  // CHECK-NOTES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread of a coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
};

int step1(Wrapped &W, int Id) { return W.step0(Id); }
// CHECK-NOTES: :[[@LINE-1]]:42: note: 'step0' is called by 'step1' here
int step2(Wrapped &W, int Id) { return step1(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 'step1' is called by 'step2' here
int step3(Wrapped &W, int Id) { return step2(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 'step2' is called by 'step3' here
int step4(Wrapped &W, int Id) { return step3(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 'step3' is called by 'step4' here
int step5(Wrapped &W, int Id) { return step4(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 'step4' is called by 'step5' here
int step6(Wrapped &W, int Id) { return step5(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 'step5' is called by 'step6' here
int step7(Wrapped &W, int Id) { return step6(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:40: note: 4 more calls lie between
int step8(Wrapped &W, int Id) { return step7(W, Id); }
int step9(Wrapped &W, int Id) { return step8(W, Id); }
int step10(Wrapped &W, int Id) { return step9(W, Id); }
int step11(Wrapped &W, int Id) { return step10(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:41: note: 'step10' is called by 'step11' here
int step12(Wrapped &W, int Id) { return step11(W, Id); }
// CHECK-NOTES: :[[@LINE-1]]:41: note: 'step11' is called by 'step12' here

cppcoro::task<int> serve(Wrapped &W) { co_return step12(W, 1); }
// CHECK-NOTES: :[[@LINE-1]]:50: note: 'step12' is called by the coroutine 'serve' here
// CHECK-NOTES: :12:38: note: not fixed: 'step0' is virtual
