// RUN: %check %s async-blocking-wait %t -- -isystem %standins

// A wait in a default argument runs in each function that leaves the argument
// out.

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> load(int);
int now();

void use(int Value = sync_wait(load(1)));
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread of this coroutine until the 'cppcoro::task<int>' is complete [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE+5]]:3: note: this call evaluates it
// CHECK-MESSAGES: :[[@LINE-3]]:22: note: not fixed: a default argument cannot wait: let the caller do so
task<void> used() {
  use(3);
  co_await load(1);
  use();
  use();
}

struct limits {
  explicit limits(int From, int To = 1 + sync_wait(load(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE+4]]:10: note: this call evaluates it
  // CHECK-MESSAGES: :[[@LINE-3]]:42: note: not fixed: a default argument cannot wait
};
task<void> constructed() {
  limits Made(1);
  co_await load(1);
}

//===--- Silent -----------------------------------------------------------===//

void given(int Value = sync_wait(load(3)));
task<void> gives() {
  given(co_await load(3));
}
void elsewhere(int Value = sync_wait(load(4)));
void no_coroutine() { elsewhere(); }
task<void> never(int Value = sync_wait(load(5)));
void nobody_calls(int Value = sync_wait(load(6)));
template <typename T> void tmpl(T Value = sync_wait(load(7)));
void plain(int Value = now());
task<void> calls_plain() {
  plain();
  co_await load(1);
  (void)sizeof(use(), 1);
}
