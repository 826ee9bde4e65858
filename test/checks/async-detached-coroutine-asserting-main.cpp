// RUN: %check %s async-detached-coroutine %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs
// RUN: %check %s async-detached-coroutine %t -check-suffixes=TESTS \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml, async-detached-coroutine.ReportTests: true}}" -- -I %S/Inputs

// A program whose functions do little but assert is a test, whatever its file
// is called.

#include "home_io.h"
#include <cassert>

using home::io_task;

int load(int Id);
void fail(const char *Text);
#define VERIFY_SAME(A, B)                                                      \
  do {                                                                         \
    if ((A) != (B))                                                            \
      fail(#A);                                                                \
  } while (false)

io_task<> loads() {
  VERIFY_SAME(load(1), 1);
  const int Second = load(2);
  VERIFY_SAME(Second, 2);
  co_return;
}
void loadsAtOnce() {
  home::start(loads(), home::forget);
  // CHECK-MESSAGES-TESTS: :[[@LINE-1]]:3: warning: an exception that leaves 'loads' is lost
  VERIFY_SAME(load(3), 3);
  assert(load(4) == 4);
}

int main() {
  loadsAtOnce();
  return 0;
}
