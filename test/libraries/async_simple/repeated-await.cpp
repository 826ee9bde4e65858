// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <utility>

async_simple::coro::Lazy<int> load(int Id);
bool flip();

async_simple::coro::Lazy<int> twice(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  int Second = co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Task' is awaited again; a 'async_simple::coro::Lazy<int>' can be used only once [async-repeated-await]
  // CHECK-FIXES: int Second = First;
  co_return First + Second;
}

// --- Silent ------------------------------------------------------------------

async_simple::coro::Lazy<int> either(int Id) {
  auto Task = load(Id);
  if (flip())
    co_return co_await std::move(Task);
  co_return co_await std::move(Task) + 1;
}
async_simple::coro::Lazy<int> again(int Id) {
  auto Task = load(Id);
  int First = co_await std::move(Task);
  Task = load(Id + 1);
  co_return First + co_await std::move(Task);
}
