// RUN: %check %s async-blocking-wait %t -- %asio_flags
// REQUIRES: asio

// Standalone asio has the same shapes as Boost.Asio; the long list is there.

#include <asio.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>

using asio::awaitable;
using namespace std::chrono_literals;
namespace net = asio;

awaitable<int> answer();
void use(int);

awaitable<int> spawned(asio::any_io_executor Executor) {
  co_return asio::co_spawn(Executor, answer(), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await asio::co_spawn(Executor, answer(), asio::use_awaitable);
}

awaitable<void> spellings(asio::any_io_executor Executor) {
  use(net::co_spawn(Executor, answer(), net::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks
  // CHECK-FIXES: use(co_await net::co_spawn(Executor, answer(), net::use_awaitable));
  using namespace asio;
  use(co_spawn(Executor, answer(), use_future).get() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_spawn(Executor, answer(), asio::use_awaitable) + 1);
  co_return;
}

awaitable<void> operation(asio::steady_timer &Timer) {
  Timer.async_wait(asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  co_return;
}

awaitable<void> unfixed(asio::any_io_executor Executor, std::mutex &Mutex) {
  auto Stored = asio::co_spawn(Executor, answer(), asio::use_future);
  use(Stored.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'std::future<int>' has no awaiter
  asio::co_spawn(Executor, answer(), asio::use_future).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'wait_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: not fixed: 'co_await' has no time limit
  std::scoped_lock Guard(Mutex);
  use(asio::co_spawn(Executor, answer(), asio::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:60: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

// Without the fix applied: the error would appear where none did.
awaitable<void> judged(asio::steady_timer &Timer) {
  Timer.async_wait(asio::use_future).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: 'co_await' throws what 'wait' leaves in the future
  co_return;
}

int plain(asio::any_io_executor Executor) {
  return asio::co_spawn(Executor, answer(), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread until the 'std::future<int>' is complete [async-blocking-wait]
}

awaitable<void> silent(asio::any_io_executor Executor) {
  auto Started = asio::co_spawn(Executor, answer(), asio::use_future);
  if (Started.wait_for(0s) == std::future_status::ready)
    use(Started.get());
  std::thread([Executor] {
    use(asio::co_spawn(Executor, answer(), asio::use_future).get());
  }).detach();
  use(co_await asio::co_spawn(Executor, answer(), asio::use_awaitable));
  use(co_await answer());
  asio::steady_timer(Executor, 1s).wait();
}
