// RUN: %check %s async-repeated-await %t -- %asio_flags -Wno-unused
// REQUIRES: asio

#include <asio.hpp>
#include <utility>

using asio::awaitable;

awaitable<int> load(int Id);
awaitable<void> save(int Id);
void use(int);

awaitable<int> twice() {
  auto Task = load(1);
  int X = co_await std::move(Task);
  int Y = co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Task' is awaited again; a 'asio::awaitable<int>' can be used only once [async-repeated-await]
  // CHECK-FIXES: int Y = X;
  co_return X + Y;
}
void spawned(asio::io_context &Context) {
  auto Task = save(1);
  asio::co_spawn(Context, std::move(Task), asio::detached);
  asio::co_spawn(Context, std::move(Task), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Task' is passed to 'co_spawn' again; a 'asio::awaitable<void>' can be used only once [async-repeated-await]
}
awaitable<void> retried() {
  auto Task = load(1);
  for (int Try = 0; Try < 3; ++Try)
    use(co_await std::move(Task));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Task' is awaited in every round of a loop; a 'asio::awaitable<int>' can be used only once [async-repeated-await]
}

// --- Silent ------------------------------------------------------------------

awaitable<void> made_again() {
  for (int Try = 0; Try < 3; ++Try) {
    auto Task = load(Try);
    use(co_await std::move(Task));
  }
}
// Each call starts an operation of its own.
awaitable<void> timer(asio::steady_timer &Timer) {
  co_await Timer.async_wait(asio::use_awaitable);
  co_await Timer.async_wait(asio::use_awaitable);
}
awaitable<void> executors() {
  auto Executor = co_await asio::this_coro::executor;
  auto Same = co_await asio::this_coro::executor;
  use(Executor == Same);
}
