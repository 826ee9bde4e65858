// RUN: %check %s async-detached-coroutine %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// A program that asserts now and then is none.

#include "home_io.h"
#include <cassert>

using home::io_task;

int load(int Id);
void show(int Value);

io_task<> loads() {
  const int First = load(1);
  assert(First > 0);
  show(First);
  show(load(2));
  show(load(3));
  co_return;
}
void serve() {
  show(load(1));
  home::start(loads(), home::forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'loads' is lost
  show(load(2));
  show(load(3));
}

int main() {
  serve();
  return 0;
}
