// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/timer.hh>
#include <seastar/util/noncopyable_function.hh>
#include <algorithm>
#include <vector>

seastar::future<> flush();
void dropped() {
  seastar::noncopyable_function<void()> Callback = [] { return flush(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: the task that this lambda returns is dropped by 'seastar::noncopyable_function<void ()>', so nobody sees its result or its exception
  seastar::noncopyable_function<void()> OnPurpose = [] { (void)flush(); };
  seastar::noncopyable_function<seastar::future<>()> Kept = [] { return flush(); };
}
seastar::future<> chained() {
  return flush().then([] { return flush(); }).finally([] { return flush(); });
}

seastar::future<> write(int Id);
seastar::future<> each(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), write);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'write' returns is dropped by 'std::for_each', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await write(element);
  co_await flush();
}
void ticks(seastar::timer<> &Timer) {
  Timer.set_callback([] { return flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'seastar::noncopyable_function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  Timer.set_callback([] { (void)flush(); });
}
