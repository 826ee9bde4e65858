// RUN: %check %s async-lock-across-suspension %t -- %boost_flags -Wno-unused
// RUN: %check %s async-lock-across-suspension %t.asio %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <mutex>

namespace asio = boost::asio;
using asio::awaitable;
awaitable<void> save(int Id);
template <typename T> void use(const T &);

class cart {
public:
  awaitable<void> add(int Id) {
    // CHECK-FIXES: {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Items;
    // CHECK-FIXES: }
    co_await save(Id);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> flush() {
    std::unique_lock Lock(Mutex);
    co_await save(0);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
    Items = 0;
  }
  awaitable<void> count() {
    int Now;
    {
      std::lock_guard Lock(Mutex);
      Now = Items;
    }
    co_await save(Now);
  }

private:
  std::mutex Mutex;
  int Items = 0;
};

class session {
public:
  awaitable<void> timer() {
    std::lock_guard Lock(Mutex);
    ++Writes;
    co_await Timer.async_wait(asio::use_awaitable);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:14: note: 'Timer' is used here, and the lock may be there for that
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: 'Timer' is used under the lock from here on
  }
  awaitable<void> operation() {
    std::lock_guard Lock(Mutex);
    // CHECK-FIXES: std::unique_lock Lock(Mutex);
    ++Writes;
    asio::steady_timer Local(co_await asio::this_coro::executor);
    // CHECK-FIXES: Lock.unlock();
    co_await Local.async_wait(asio::use_awaitable);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> write() {
    std::scoped_lock Lock(Mutex);
    ++Writes;
    co_await asio::async_write(Socket, asio::buffer(Data), asio::use_awaitable);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: the lock may protect 'Socket', too
  }

  // --- Silent ----------------------------------------------------------------

  awaitable<void> executor() {
    std::lock_guard Lock(Mutex);
    ++Writes;
    use(co_await asio::this_coro::executor);
    use((co_await asio::this_coro::cancellation_state).cancelled());
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(true);
  }
  awaitable<void> handler() {
    Timer.async_wait([this](auto) {
      std::lock_guard Lock(Mutex);
      ++Writes;
    });
    co_await save(1);
  }

private:
  std::mutex Mutex;
  asio::steady_timer Timer;
  asio::ip::tcp::socket Socket;
  char Data[64] = {};
  int Writes = 0;
};
