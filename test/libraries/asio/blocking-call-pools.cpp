// RUN: %check %s async-blocking-call %t -fix-notes -- %boost_flags
// REQUIRES: boost-asio
// What has no awaiting form, a pool does; on a pool, blocking is meant.

#include <boost/asio.hpp>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> joins(asio::thread_pool &Pool, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await asio::co_spawn(Pool, [&]() -> asio::awaitable<void> { Thread.join(); co_return; }, asio::use_awaitable);
  co_return;
}
class builder {
public:
  asio::awaitable<int> run(bool Clean, const char *What) {
    const int Status = Clean ? 0 : std::system(What);
    // CHECK-NOTES: :[[@LINE-1]]:36: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-2]]:36: note: another thread makes the call then, and must not outlive what it uses
    // CHECK-FIXES: const int Status = Clean ? 0 : co_await asio::co_spawn(Pool, [&]() -> asio::awaitable<int> { co_return std::system(What); }, asio::use_awaitable);
    co_return Status + 1;
  }

private:
  asio::thread_pool Pool{2};
};

// Threads own locks; nothing is in reach; two are.
asio::awaitable<void> locked(asio::thread_pool &Pool, std::mutex &Mutex, std::thread &Thread) {
  std::lock_guard Lock(Mutex);
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  co_return;
}
asio::awaitable<void> without(std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  co_return;
}
asio::awaitable<void> which(asio::thread_pool &Pool, asio::thread_pool &Other, std::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  co_return;
}
// It would wait for itself.
asio::awaitable<void> itself(asio::thread_pool &Pool) {
  Pool.join();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'join' blocks the thread of this coroutine until the pool has nothing to do [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'join' is known
  co_return;
}

// --- On a pool on purpose --------------------------------------------------

static void deep() { std::system("make"); }

asio::awaitable<int> awaited(asio::thread_pool &Pool) {
  co_await asio::co_spawn(Pool, []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    deep();
    co_return;
  }, asio::use_awaitable);
  co_await asio::co_spawn(Pool.get_executor(), []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    co_return;
  }(), asio::use_awaitable);
  co_return co_await asio::co_spawn(
      Pool, [&]() -> asio::awaitable<int> { co_return std::system("make"); },
      asio::use_awaitable);
}
asio::awaitable<void> there_and_back(asio::thread_pool &Pool, asio::steady_timer &Timer) {
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  std::system("make");
  deep();
  co_await asio::post(asio::use_awaitable);
  std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await asio::co_spawn(Pool, [&]() -> asio::awaitable<void> { std::system("make"); co_return; }, asio::use_awaitable);
  co_await Timer.async_wait(asio::bind_executor(Pool.get_executor(), asio::use_awaitable));
  std::system("make");
}

// --- A pool that may be what runs the program ------------------------------

asio::awaitable<void> session() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
  co_return;
}
asio::awaitable<void> listens(asio::thread_pool &Pool) {
  asio::co_spawn(Pool, session(), asio::detached);
  asio::co_spawn(Pool, []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(10ms);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
    // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
    co_return;
  }, asio::detached);
  // Goes on where the coroutine was: the pool runs nothing of it.
  co_await asio::post(Pool, asio::use_awaitable);
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
}
