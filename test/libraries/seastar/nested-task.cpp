// RUN: %check %s async-nested-task %t -- -isystem %standins -pthread -Wno-unused

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/as_future.hh>

seastar::future<> flush();
seastar::future<> complete() {
  // A future that is there already.
  co_await seastar::coroutine::as_future(flush());
  auto Done = co_await seastar::coroutine::as_future(flush());
  if (Done.failed())
    Done.ignore_ready_future();
}

seastar::future<seastar::future<int>> launch();
seastar::future<> lost() {
  co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await launch();
  auto Unread = co_await launch();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is not awaited, so nobody sees its result or its exception [async-nested-task]
  // CHECK-FIXES: co_await co_await launch();
}
seastar::future<int> bothSteps() {
  auto Running = co_await launch();
  co_await seastar::when_all_succeed(flush(), flush());
  co_return co_await std::move(Running);
}
