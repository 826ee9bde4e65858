// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

// A wait that throws nothing of what the work did.

#include <concurrencpp/concurrencpp.h>
#include <memory>

using concurrencpp::result;

result<int> load();
void use(int);

result<void> named(result<int> Given, bool Early) {
  Given.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the 'concurrencpp::result<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: Given = co_await Given.resolve();
  use(Given.get());
  auto Loaded = load();
  if (Early)
    Loaded.wait();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'wait' blocks
  // CHECK-FIXES: Loaded = co_await Loaded.resolve();
  co_await Loaded;
}

// Nothing to give it back to.
result<void> unnamed(std::unique_ptr<result<int>> Given) {
  load().wait();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of this coroutine until the 'concurrencpp::result<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'wait' does not throw, and 'co_await' would
  Given->wait();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'wait' does not throw, and 'co_await' would
  co_return;
}
