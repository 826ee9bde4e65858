// RUN: %check %s async-redundant-coroutine %t -- %boost_flags -isystem %standins
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- %boost_flags -isystem %standins
// REQUIRES: boost-asio

// Libraries that have a task which is complete from the beginning.

#include <boost/cobalt.hpp>
#include <concurrencpp/concurrencpp.h>
#include <folly/coro/Task.h>
#include <pplx/pplxtasks.h>
#include <string>

int compute(int Id);
int Setting = 0;

//===--- Boost.Cobalt -------------------------------------------------------===//

namespace cobalt = boost::cobalt;

cobalt::promise<int> number() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'number' is a coroutine that never suspends [async-redundant-coroutine]
// CHECK-FIXES: cobalt::promise<int> number() { return boost::cobalt::noop<int>(42); }

cobalt::promise<void> nothing() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'nothing' is a coroutine that never suspends
// CHECK-FIXES: cobalt::promise<void> nothing() { return boost::cobalt::noop<>(); }

cobalt::task<std::string> lazy(std::string Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'lazy' is a coroutine that never suspends
  co_return Name;
  // CHECK-FIXES: return boost::cobalt::noop<std::string>(std::move(Name));
}

// It would be computed when it is called.
cobalt::task<int> later() {
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'later' is a coroutine that never suspends
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: 'return' evaluates this when 'later' is called, not when its task is awaited
  co_return Setting;
  // CHECK-FIXES-NOTES: return boost::cobalt::noop<int>(Setting);
}

cobalt::promise<int> number(int Id);
cobalt::promise<int> suspends(int Id) { co_return 1 + co_await number(Id); }
cobalt::detached nobody_awaits() { co_return; }
struct Writer {
  virtual cobalt::promise<void> write() { co_return; }
};
template <typename T> cobalt::promise<T> of_any(T Value) { co_return Value; }
template cobalt::promise<int> of_any(int);

//===--- concurrencpp -------------------------------------------------------===//

concurrencpp::result<int> counted() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'counted' is a coroutine that never suspends
// CHECK-FIXES: concurrencpp::result<int> counted() { return concurrencpp::make_ready_result<int>(42); }

concurrencpp::result<void> empty() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'empty' is a coroutine that never suspends
// CHECK-FIXES: concurrencpp::result<void> empty() { return concurrencpp::make_ready_result<void>(); }

concurrencpp::result<int> throwing(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'throwing' is a coroutine that never suspends
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: with 'return', an exception leaves 'throwing' itself and is not stored in its task
  co_return compute(Id);
  // CHECK-FIXES-NOTES: return concurrencpp::make_ready_result<int>(compute(Id));
}

concurrencpp::result<int> plain() { return concurrencpp::make_ready_result<int>(1); }
concurrencpp::null_result unawaited() { co_return; }
concurrencpp::result<int> awaits() { co_return 1 + co_await plain(); }

//===--- PPL ----------------------------------------------------------------===//

pplx::task<int> answer() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'answer' is a coroutine that never suspends
// CHECK-FIXES: pplx::task<int> answer() { return pplx::task_from_result<int>(42); }

pplx::task<void> done() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'done' is a coroutine that never suspends
// CHECK-FIXES: pplx::task<void> done() { return pplx::task_from_result(); }

pplx::task<int> passes_on(int Id);
pplx::task<int> waits(int Id) { co_return 1 + co_await passes_on(Id); }
struct Handler {
  virtual pplx::task<void> stop() { co_return; }
};
struct Server : Handler {
  pplx::task<void> stop() override { co_return; }
};

//===--- None ---------------------------------------------------------------===//

// folly's makeTask is a coroutine itself.
folly::coro::Task<int> constant() { co_return 42; }
folly::coro::Task<void> idle() { co_return; }
