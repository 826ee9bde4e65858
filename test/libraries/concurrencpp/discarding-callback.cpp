// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <functional>

concurrencpp::result<void> save(int Id);
void onTick(std::function<void()> Callback);
void onLoad(std::function<concurrencpp::result<void>()> Callback);

void registers() {
  onTick([]() -> concurrencpp::result<void> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that takes care of what the task throws
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> concurrencpp::result<void> { co_await save(1); });
  onTick([] {});
}
