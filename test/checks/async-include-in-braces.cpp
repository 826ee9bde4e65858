// RUN: %check %s async-blocking-call %t -- -isystem %standins
// RUN: FileCheck %s --check-prefix=ORDER --input-file=%t/async-include-in-braces.cpp

// What stands in braces does not show where an include may go.

// ORDER: #include <seastar/core/coroutine.hh>
// ORDER: extern "C" {
// ORDER-NEXT: #include <unistd.h>
// ORDER-NEXT: }
// CHECK-FIXES: #include <chrono>
#include <seastar/core/coroutine.hh>
// CHECK-FIXES: #include <seastar/core/sleep.hh>
extern "C" {
#include <unistd.h>
}

seastar::future<> rests() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of this coroutine
  // CHECK-FIXES: co_await seastar::sleep(std::chrono::seconds(1));
  co_return;
}
