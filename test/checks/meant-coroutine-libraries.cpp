// RUN: %check %s async-unawaited-task,async-blocking-wait,async-blocking-call %t -- -isystem %standins -pthread -Wno-return-type

// Functions that say they return a task, and in which the only `co_await` is
// missing: each library's tasks dropped, waited for, and blocked.

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>
#include <async_simple/coro/SyncAwait.h>
#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <drogon/drogon.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <thread>
#include <tmc/all_headers.hpp>
#include <winrt/Windows.Foundation.h>

using namespace std::chrono_literals;

namespace of_async_simple {
async_simple::coro::Lazy<> store(int);
async_simple::coro::Lazy<> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is never awaited
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: 'dropped' returns 'async_simple::coro::Lazy<>', and has neither a 'return' nor a coroutine keyword: it was meant as a coroutine
  // CHECK-FIXES: co_await store(1);
}
async_simple::coro::Lazy<> waits() {
  async_simple::coro::syncAwait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
async_simple::coro::Lazy<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
  // CHECK-FIXES: co_await async_simple::coro::sleep(1s);
}
} // namespace of_async_simple

namespace of_concurrencpp {
concurrencpp::result<void> store(int);
concurrencpp::result<void> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is not awaited
  // CHECK-FIXES: co_await store(1);
}
concurrencpp::result<void> waits() {
  store(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
concurrencpp::result<void> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
}
} // namespace of_concurrencpp

namespace of_libcoro {
coro::task<> store(int);
coro::task<> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is never awaited
  // CHECK-FIXES: co_await store(1);
}
coro::task<> waits() {
  coro::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
coro::task<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
}
} // namespace of_libcoro

namespace of_cppcoro {
cppcoro::task<> store(int);
cppcoro::task<> dropped() {
  auto Lambda = [](int I) -> cppcoro::task<> {
    for (; I; --I)
      store(I);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'store' is never awaited
      // CHECK-MESSAGES: :[[@LINE-4]]:17: note: this lambda returns 'cppcoro::task<void>', and has neither
      // CHECK-FIXES: co_await store(I);
  };
  co_await Lambda(3);
}
cppcoro::task<> waits() {
  cppcoro::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
cppcoro::task<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
}
} // namespace of_cppcoro

namespace of_drogon {
drogon::Task<> store(int);
drogon::Task<> dropped(trantor::EventLoop *Loop) {
  // Not even a task.
  drogon::sleepCoro(Loop, 0.5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'sleepCoro' is not awaited
  // CHECK-FIXES: co_await drogon::sleepCoro(Loop, 0.5);
  auto Next = [Loop]() -> drogon::Task<> {
    drogon::sleepCoro(Loop, 1.5);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the awaitable returned by 'sleepCoro' is not awaited
    // CHECK-FIXES: co_await drogon::sleepCoro(Loop, 1.5);
  };
  Next();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is never awaited
  // CHECK-FIXES: co_await Next();
}
drogon::Task<> waits() {
  drogon::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
drogon::Task<> queries(drogon::orm::DbClientPtr Client) {
  Client->execSqlSync("delete from old");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'execSqlSync' blocks the thread of this coroutine
  // CHECK-FIXES: co_await Client->execSqlCoro("delete from old");
}
drogon::AsyncTask detached() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is never awaited
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: 'detached' returns 'drogon::AsyncTask', and has neither
  // CHECK-FIXES: co_await store(1);
}
} // namespace of_drogon

namespace of_folly {
folly::coro::Task<void> store(int);
folly::coro::Task<void> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is never awaited
  // CHECK-FIXES: co_await store(1);
}
folly::coro::Task<void> waits() {
  folly::coro::blockingWait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
folly::coro::Task<void> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
  // CHECK-FIXES: co_await folly::coro::sleep(1s);
}
} // namespace of_folly

// A specialization of std::coroutine_traits says that these return it.
namespace of_seastar {
seastar::future<> store(int);
seastar::future<> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is not awaited
  // CHECK-FIXES: co_await store(1);
}
seastar::future<> waits() {
  store(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' in a coroutine aborts the process
  // CHECK-FIXES: co_await store(1);
}
seastar::future<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine
  // CHECK-FIXES: co_await seastar::sleep(1s);
}
} // namespace of_seastar

namespace of_tmc {
tmc::task<void> store(int);
tmc::task<void> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is never awaited
  // CHECK-FIXES: co_await store(1);
}
} // namespace of_tmc

namespace of_winrt {
using winrt::Windows::Foundation::IAsyncAction;
IAsyncAction store(int);
IAsyncAction dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is not awaited
  // CHECK-FIXES: co_await store(1);
}
IAsyncAction waits() {
  store(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine
  // CHECK-FIXES: co_await store(1);
}
} // namespace of_winrt
