// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread -Wno-unused

#include <async_simple/coro/Lazy.h>
#include <string>
#include <utility>

async_simple::coro::Lazy<int> find(const std::string &Name) {
  co_return Name.size() > 1;
}
async_simple::coro::Lazy<int> count(std::string Name);

async_simple::coro::Lazy<void> keepsTemporary() {
  auto Task = find("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'Task' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: co_await find("a");
  co_await std::move(Task);
}
async_simple::coro::Lazy<int> returnsLocal() {
  std::string Name = "a";
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await find(Name);
}

// --- Silent ------------------------------------------------------------------

async_simple::coro::Lazy<void> atOnce() { co_await find("a"); }
async_simple::coro::Lazy<void> byValue() {
  auto Task = count("a");
  co_await std::move(Task);
}
async_simple::coro::Lazy<void> local() {
  std::string Name = "a";
  auto Task = find(Name);
  co_await std::move(Task);
}
