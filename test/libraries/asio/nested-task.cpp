// RUN: %check %s async-nested-task %t -- %boost_flags -Wno-unused
// RUN: %check %s async-nested-task %t.asio %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<awaitable<int>> prepare();
awaitable<int> load(int Id);

awaitable<void> lost() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  auto Unread = co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
}
awaitable<void> spawned() {
  auto Executor = co_await asio::this_coro::executor;
  co_await asio::co_spawn(Executor, prepare(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await asio::co_spawn(Executor, prepare(), asio::use_awaitable);
}

// --- Silent ------------------------------------------------------------------

awaitable<int> both_steps() {
  co_await load(1);
  auto Inner = co_await prepare();
  co_await std::move(Inner);
  co_return co_await co_await prepare();
}
awaitable<void> operations(asio::steady_timer &Timer) {
  co_await Timer.async_wait(asio::use_awaitable);
  auto Executor = co_await asio::this_coro::executor;
  co_await asio::co_spawn(Executor, load(1), asio::use_awaitable);
  co_await asio::post(asio::use_awaitable);
}
