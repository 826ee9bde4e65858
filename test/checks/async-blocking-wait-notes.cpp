// RUN: %check %s async-blocking-wait %t -fix-notes -- %asio_flags
// REQUIRES: asio

// What a human must judge is a fix on a note.

#include <asio.hpp>

asio::awaitable<void> judged(asio::steady_timer &Timer) {
  Timer.async_wait(asio::use_future).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'wait' blocks the thread of this coroutine until the 'std::future<void>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: 'co_await' throws what 'wait' leaves in the future
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  co_return;
}
