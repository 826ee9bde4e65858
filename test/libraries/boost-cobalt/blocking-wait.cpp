// RUN: %check %s async-blocking-wait %t -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <thread>

namespace cobalt = boost::cobalt;

cobalt::task<int> load(int Id);
cobalt::promise<void> save(int Id);

cobalt::promise<void> nested_loop() {
  int Number = cobalt::run(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run' in a coroutine runs another event loop on this thread, and blocks it until the task is complete [async-blocking-wait]
  // CHECK-FIXES: int Number = co_await load(1);
  co_await save(Number);
}
cobalt::task<int> nested_in_task(int Id) {
  co_return cobalt::run(load(Id)) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run' in a coroutine runs another event loop on this thread, and blocks it until the task is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(Id) + 1;
}

// --- Silent ------------------------------------------------------------------

int main() { return cobalt::run(load(1)); }
cobalt::promise<void> awaits() {
  co_await save(co_await load(1));
}
// Another thread has a loop of its own.
cobalt::promise<void> thread() {
  std::thread([] { cobalt::run(load(1)); }).detach();
  co_await save(1);
}
