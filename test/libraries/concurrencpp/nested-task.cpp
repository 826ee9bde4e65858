// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <utility>

concurrencpp::result<concurrencpp::result<int>> prepare();

concurrencpp::result<void> oneStep() {
  co_await prepare();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}

// --- Silent ------------------------------------------------------------------

concurrencpp::result<void> twoSteps() { co_await co_await prepare(); }
concurrencpp::result<int> later() {
  auto Task = co_await prepare();
  co_return co_await std::move(Task);
}
