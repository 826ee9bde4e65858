// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <functional>

async_simple::coro::Lazy<void> save(int Id);
void onTick(std::function<void()> Callback);
void onLoad(std::function<async_simple::coro::Lazy<void>()> Callback);

void registers() {
  onTick([]() -> async_simple::coro::Lazy<void> { co_await save(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that starts the task, with 'async_simple::coro::Lazy::start'
}

// --- Silent ------------------------------------------------------------------

void looks() {
  onLoad([]() -> async_simple::coro::Lazy<void> { co_await save(1); });
  onTick([] {});
}
