// RUN: %check %s async-detached-coroutine %t -- -I%standins
#include <concurrencpp/concurrencpp.h>

using concurrencpp::null_result;
using concurrencpp::result;

result<void> save(int Id);
void log() noexcept;

namespace {
null_result drain(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'drain' is lost; nobody can await it [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: or keep the results, and await them together: 'co_await concurrencpp::when_all(...)'
  // CHECK-FIXES: concurrencpp::result<void> drain(int Id) {
  co_await save(Id);
}
} // namespace
result<void> process() {
  drain(1); // Soon.
  // CHECK-FIXES: co_await drain(1); // Soon.
  co_return;
}

null_result visible() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'visible' is lost
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: nothing here calls it
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: return 'concurrencpp::result<void>', and await it in every caller
  co_await save(1);
}

void lambda() {
  [](int Id) -> null_result { co_await save(Id); }(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves this coroutine is lost
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: not all of its callers are known
}

// Silent.
null_result careful() {
  try {
    co_await save(1);
  } catch (...) {
    log();
  }
}
null_result declared();
result<void> kept() { co_await save(1); }
