// RUN: %check %s async-detached-coroutine %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// What is started with a token: the handler in its place rethrows.

#include "home_io.h"

using home::io_task;

void work();
io_task<> load(int Id);
io_task<> careful() {
  try {
    work();
  } catch (...) {
  }
  co_return;
}

void starts() {
  home::start(load(1), home::forget);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'load' is lost, if 'load' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: this completion handler rethrows it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  home::start(careful(), home::forget);
  home::start(load(1), [](std::exception_ptr) {});
  home::start(load(1), [](std::exception_ptr Error) {
    if (Error)
      std::rethrow_exception(Error);
  });
}
