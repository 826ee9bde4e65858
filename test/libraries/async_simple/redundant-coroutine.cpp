// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <string>

async_simple::coro::Lazy<int> load(int Id);
async_simple::coro::Lazy<int> find(const std::string &Name);

async_simple::coro::Lazy<int> passesOn(int Id) { co_return co_await load(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'passesOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: async_simple::coro::Lazy<int> passesOn(int Id) { return load(Id); }

// --- Silent ------------------------------------------------------------------

async_simple::coro::Lazy<int> ofItsOwn(std::string Name) { co_return co_await find(Name); }
async_simple::coro::Lazy<int> handles(int Id) {
  try {
    co_return co_await load(Id);
  } catch (...) {
  }
  co_return 0;
}
async_simple::coro::Lazy<int> adds(int Id) { co_return co_await load(Id) + 1; }
