// RUN: %check %s async-blocking-wait %t -- -isystem %standins %boost_flags
// RUN: %check %s async-blocking-wait %t.asio %as_asio -- -isystem %standins %asio_flags
// REQUIRES: boost-asio, asio

// Async all the way down with Boost.Asio, which has no plain blocking wait:
// only chains that end in coroutines are converted.

#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_future;

awaitable<int> answer();
void use(int);

// All callers await.
static int load(asio::any_io_executor Executor) {
// CHECK-FIXES: static asio::awaitable<int> load(asio::any_io_executor Executor) {
  return asio::co_spawn(Executor, answer(), use_future).get();
  // CHECK-NOTES: :[[@LINE-1]]:57: warning: 'get' blocks the thread of a coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'load' is called by 'twice' here
  // CHECK-NOTES: {{.*}}: note: 'twice' is called by the coroutine 'session' here
  // CHECK-FIXES: co_return co_await asio::co_spawn(Executor, answer(), asio::use_awaitable);
}
static int twice(asio::any_io_executor Executor) { return 2 * load(Executor); }
// CHECK-FIXES: static asio::awaitable<int> twice(asio::any_io_executor Executor) { co_return 2 * co_await load(Executor); }

namespace {
struct Timer {
  asio::steady_timer Inner;
  void rest() { Inner.async_wait(asio::use_future).get(); }
  // CHECK-NOTES: :[[@LINE-1]]:52: warning: 'get' blocks the thread of a coroutine until the 'std::future<void>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'rest' is called by the coroutine 'session' here
  // CHECK-FIXES: asio::awaitable<void> rest() { co_await Inner.async_wait(asio::use_awaitable); }
};
} // namespace

awaitable<void> session(Timer &T) {
  auto Executor = co_await asio::this_coro::executor;
  use(twice(Executor));
  // CHECK-FIXES: use(co_await twice(Executor));
  T.rest();
  // CHECK-FIXES: co_await T.rest();
}

// One caller is none.
static int elsewhere(asio::any_io_executor Executor) {
  return asio::co_spawn(Executor, answer(), use_future).get();
  // CHECK-NOTES: :[[@LINE-1]]:57: warning: 'get' blocks the thread of a coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'elsewhere' is called by the coroutine 'other' here
  // CHECK-NOTES: :[[@LINE-3]]:57: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so
}
awaitable<void> other() {
  use(elsewhere(co_await asio::this_coro::executor));
}

int main() {
  asio::io_context Context;
  return elsewhere(Context.get_executor());
}
