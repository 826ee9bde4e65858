// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread

// Async all the way down with Seastar: no function that waits is left behind,
// since a wait outside of a seastar::thread aborts.

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>

seastar::future<int> answer();
seastar::future<> settle();
void use(int);

static int load() { return answer().get(); }
// CHECK-NOTES: :[[@LINE-1]]:37: warning: 'get' aborts the process when the future is not ready, since this is no seastar::thread [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'load' is called by 'store' here
// CHECK-NOTES: {{.*}}: note: 'store' is called by the coroutine 'handler' here
// CHECK-FIXES: static seastar::future<int> load() { co_return co_await answer(); }
static void store() {
// CHECK-FIXES: static seastar::future<> store() {
  settle().get();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'get' aborts the process when the future is not ready, since this is no seastar::thread [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'store' is called by the coroutine 'handler' here
  // CHECK-NOTES: :[[@LINE-3]]:12: note: fixed together with the first wait in 'load'
  // CHECK-FIXES: co_await settle();
  use(load());
  // CHECK-FIXES: use(co_await load());
}

seastar::future<> handler() {
  store();
  // CHECK-FIXES: co_await store();
  co_return;
}

// In a thread `get` is what it is made for.
seastar::future<> threaded() {
  return seastar::async([] { use(answer().get()); });
}
static int inThread() { return answer().get(); }
seastar::future<> threadedCall() {
  return seastar::async([] { use(inThread()); });
}
// For all that is known, this runs in a thread.
int somewhere() { return answer().get(); }
