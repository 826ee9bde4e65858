// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using coro_rpc::coro_rpc_client;

int add(int, int);
void log() noexcept;

Lazy<void> calls(coro_rpc_client &Client);

void starts(coro_rpc_client &Client) {
  calls(Client).start([](auto &&) {});
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: an exception that leaves 'calls' is lost, if 'calls' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-NOTES: :[[@LINE-3]]:17: note: look at the callback's 'Try', which holds the exception, or 'co_await' the task
}

// --- Silent ------------------------------------------------------------------

Lazy<void> careful(coro_rpc_client &Client) {
  try {
    co_await calls(Client);
  } catch (...) {
    log();
  }
}
void looks(coro_rpc_client &Client) {
  calls(Client).start([](auto &&Result) {
    if (Result.hasError())
      log();
  });
  careful(Client).start([](auto &&) {});
}
