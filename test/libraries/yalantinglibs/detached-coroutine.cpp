// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using coro_rpc::coro_rpc_client;

int add(int, int);
void log() noexcept;
void report_failure(std::exception_ptr Failure);

Lazy<void> calls(coro_rpc_client &Client);

void starts(coro_rpc_client &Client) {
  calls(Client).start([](auto &&) {});
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: an exception that leaves 'calls' is lost, if 'calls' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:17: note: the callback throws it, out of what runs the coroutine
  // CHECK-NOTES: :[[@LINE-3]]:17: note: look at the callback's 'Try', which holds the exception, or 'co_await' the task
  // CHECK-NOTES-NOTES: :[[@LINE-4]]:17: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: calls(Client).start([](auto &&result) { result.value(); });
  // CHECK-FIXES-OPTION: calls(Client).start([](auto &&result) { if (result.hasError()) report_failure(result.getException()); });
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
