// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <cppcoro/task.hpp>

concurrencpp::result<void> save();
// A wait that does not throw gives the result itself, which is there.
concurrencpp::result<void> resolved(concurrencpp::result<void> Running) {
  co_await Running.resolve();
  auto Done = co_await save().resolve();
}
cppcoro::task<concurrencpp::result<void>> launch();
cppcoro::task<> launched() {
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await co_await launch();
}
