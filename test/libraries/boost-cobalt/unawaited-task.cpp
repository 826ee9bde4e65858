// RUN: %check %s async-unawaited-task %t -- %cobalt_flags -Wno-unused
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

cobalt::main co_main(int, char **) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is never awaited
  // CHECK-FIXES: co_await load(1);
  co_return 0;
}
cobalt::thread in_thread(cobalt::channel<int> &Numbers) {
  co_await Numbers.write(0);
  Numbers.write(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'write' is never awaited, so it never runs
  // CHECK-FIXES: co_await Numbers.write(1);
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited
  // CHECK-FIXES: co_await save(1);
  co_await Numbers.read();
}
void in_function(cobalt::channel<int> &Numbers) {
  Numbers.write(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'write' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'in_function' is not a coroutine
}

// --- Silent ------------------------------------------------------------------

cobalt::thread started(cobalt::channel<int> &Numbers) {
  co_await Numbers.write(co_await Numbers.read());
}
void starts(cobalt::channel<int> &Numbers) {
  auto Thread = started(Numbers);
  Thread.join();
}
cobalt::task<int> waits_for_it() {
  cobalt::channel<int> Numbers;
  co_await started(Numbers);
  co_return 0;
}

void left_running() { +save(1); }
cobalt::promise<void> awaited() {
  co_await save(co_await load(1));
  auto Running = save(2);
  co_await Running;
  cobalt::wait_group Group;
  Group.push_back(save(3));
  co_await Group.wait();
}
