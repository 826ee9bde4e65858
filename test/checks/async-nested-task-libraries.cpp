// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <coro/coro.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/future.hh>
#include <seastar/coroutine/as_future.hh>

namespace libcoro {
coro::task<coro::task<int>> prepare();
coro::task<> twoSteps(coro::mutex &Mutex, coro::event &Event) {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  co_await Event;
  co_await Mutex.scoped_lock();
  auto Lock = co_await Mutex.scoped_lock();
}
} // namespace libcoro

namespace cpp_coro {
cppcoro::task<cppcoro::task<int>> prepare();
cppcoro::task<> twoSteps(cppcoro::shared_task<cppcoro::shared_task<>> Shared) {
  auto Unread = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  // A reference to the task that it shares.
  co_await Shared;
  auto Task = prepare();
  co_await Task;
}
} // namespace cpp_coro

namespace facebook {
folly::coro::Task<folly::coro::Task<int>> prepare();
folly::coro::Task<folly::SemiFuture<int>> launch();
folly::coro::Task<void> twoSteps() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here
  // CHECK-FIXES: co_await co_await prepare();
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another future here, which is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await co_await launch();
  auto Running = co_await launch();
  co_await std::move(Running);
}
} // namespace facebook

namespace sea {
seastar::future<> flush();
seastar::future<> complete() {
  // A future that is there already.
  co_await seastar::coroutine::as_future(flush());
  auto Done = co_await seastar::coroutine::as_future(flush());
  if (Done.failed())
    Done.ignore_ready_future();
}
} // namespace sea

namespace results {
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
} // namespace results
