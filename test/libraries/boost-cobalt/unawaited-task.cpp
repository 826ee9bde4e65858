// RUN: %check %s async-unawaited-task %t -- -isystem %standins %boost_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>

namespace cobalt = boost::cobalt;

cobalt::task<int> load(int Id);
cobalt::promise<void> save(int Id);

cobalt::promise<void> lost() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(1);
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  auto Task = load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Task' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await load(2);
  co_return;
}

// --- Silent ------------------------------------------------------------------

void left_running() { +save(1); }
cobalt::promise<void> awaited() {
  co_await save(co_await load(1));
  auto Running = save(2);
  co_await Running;
  cobalt::wait_group Group;
  Group.push_back(save(3));
  co_await Group.wait();
}
