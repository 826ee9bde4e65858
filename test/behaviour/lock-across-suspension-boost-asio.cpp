// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio

// One thread runs the io_context. The second coroutine wants the lock that the
// first one holds while it is suspended: the thread waits for itself.
// CHECKS: async-lock-across-suspension
// TIMEOUT: 3
// BEFORE: timeout
// BEFORE: no stdout 3 of 3
// AFTER: stdout block: 3 of 3
// AFTER: stdout unique: 3 of 3
// AFTER: stdout unlocked: 3 of 3
// AFTER: stdout by hand: 3 of 3

#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <mutex>

namespace asio = boost::asio;
using asio::awaitable;

static awaitable<void> short_rest() {
  asio::steady_timer Timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(5));
  co_await Timer.async_wait(asio::use_awaitable);
}

class account {
public:
  awaitable<void> block() {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Payments;
    co_await short_rest();
    std::printf("paid\n");
  }
  awaitable<void> unique() {
    std::lock_guard Lock(Mutex);
    asio::steady_timer Timer(co_await asio::this_coro::executor,
                             std::chrono::milliseconds(5));
    ++Payments;
    co_await Timer.async_wait(asio::use_awaitable);
    std::printf("paid\n");
  }
  awaitable<void> unlocked() {
    std::unique_lock Lock(Mutex);
    const int Number = ++Payments;
    co_await short_rest();
    std::printf("paid %d\n", Number);
  }
  awaitable<void> by_hand() {
    Mutex.lock();
    ++Payments;
    co_await short_rest();
    std::printf("paid\n");
    Mutex.unlock();
  }

  int payments() {
    std::lock_guard Lock(Mutex);
    return Payments;
  }

private:
  std::mutex Mutex;
  int Payments = 0;
};

template <typename Pay> static void run(const char *How, Pay Paid) {
  account Account;
  asio::io_context Context(1);
  for (int I = 0; I < 3; ++I)
    asio::co_spawn(Context, Paid(Account), asio::detached);
  Context.run();
  std::printf("%s: %d of 3\n", How, Account.payments());
}

int main() {
  run("block", [](account &A) { return A.block(); });
  run("unique", [](account &A) { return A.unique(); });
  run("unlocked", [](account &A) { return A.unlocked(); });
  run("by hand", [](account &A) { return A.by_hand(); });
}
