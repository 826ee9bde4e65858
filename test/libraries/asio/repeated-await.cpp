// RUN: %check %s async-repeated-await %t -- %boost_flags -Wno-unused
// RUN: %check %s async-repeated-await %t.asio %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

// Awaitables are moved into `co_await`, which takes their frame.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;

awaitable<int> load(int Id);
awaitable<std::string> name(int Id);
awaitable<void> save(int Id);
bool flip();
void use(int);

// --- Reported ------------------------------------------------------------

awaitable<int> twice() {
  auto Task = load(1);
  int X = co_await std::move(Task);
  int Y = co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Task' is awaited again; a 'boost::asio::awaitable<int>' can be used only once [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  // CHECK-FIXES: int Y = X;
  co_return X + Y;
}

awaitable<void> parameter(awaitable<std::string> Task) {
  const std::string First = co_await std::move(Task);
  std::string Second = co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Task' is awaited again
  // CHECK-FIXES: std::string Second = First;
  (void)First;
}

awaitable<int> combined() {
  auto Task = load(1);
  auto [X, Y] = co_await (std::move(Task) && load(2));
  co_return X + Y + co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Task' is awaited after it was passed to 'operator&&'
}

void spawned(asio::io_context &Context) {
  auto Task = save(1);
  asio::co_spawn(Context, std::move(Task), asio::detached);
  asio::co_spawn(Context, std::move(Task), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'Task' is passed to 'co_spawn' again
}

awaitable<void> retried() {
  auto Task = load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: note: it is made before the loop
  for (int Try = 0; Try < 3; ++Try)
    use(co_await std::move(Task));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Task' is awaited in every round of a loop
}

int from_a_future(asio::io_context &Context) {
  auto Result = asio::co_spawn(Context, load(1), asio::use_future);
  int X = Result.get();
  return X + Result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Result' is used by 'get' again
  // CHECK-FIXES: return X + X;
}

// --- Silent ---------------------------------------------------------------

awaitable<int> once() {
  auto Task = load(1);
  co_return co_await std::move(Task);
}

awaitable<int> either() {
  auto Task = load(1);
  if (flip())
    co_return co_await std::move(Task);
  co_return 1 + co_await std::move(Task);
}

awaitable<void> made_again() {
  for (int Try = 0; Try < 3; ++Try) {
    auto Task = load(Try);
    use(co_await std::move(Task));
  }
}

awaitable<int> stored_again() {
  auto Task = load(1);
  int X = co_await std::move(Task);
  Task = load(2);
  co_return X + co_await std::move(Task);
}

awaitable<int> two_at_a_time() {
  auto First = load(1), Second = load(2);
  auto [X, Y] = co_await (std::move(First) && std::move(Second));
  co_return X + Y;
}

// Each call starts an operation of its own.
awaitable<void> timer(asio::steady_timer &Timer) {
  co_await Timer.async_wait(asio::use_awaitable);
  co_await Timer.async_wait(asio::use_awaitable);
}

#if BOOST_ASIO_VERSION >= 102400
awaitable<void> deferred(asio::steady_timer &Timer) {
  auto Wait = Timer.async_wait(asio::deferred);
  co_await std::move(Wait)(asio::use_awaitable);
}
#endif

void spawned_once(asio::io_context &Context) {
  auto Task = save(1);
  asio::co_spawn(Context, std::move(Task), asio::detached);
  Task = save(2);
  asio::co_spawn(Context, std::move(Task), asio::detached);
}

awaitable<void> executors() {
  auto Executor = co_await asio::this_coro::executor;
  auto Same = co_await asio::this_coro::executor;
  use(Executor == Same);
}
