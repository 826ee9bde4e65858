// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -Wno-unused

#include <drogon/drogon.h>
#include <string>

using drogon::Task;

Task<int> load(int Id);
Task<int> find(const std::string &Name);
Task<> save(int Id);

Task<int> passesOn(int Id) { co_return co_await load(Id); }
// CHECK-NOTES: :[[@LINE-1]]:11: warning: 'passesOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: Task<int> passesOn(int Id) { return load(Id); }
Task<> last(int Id) {
// CHECK-NOTES: :[[@LINE-1]]:8: warning: 'last' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_await save(Id);
  // CHECK-FIXES: return save(Id);
}

// --- Silent ------------------------------------------------------------------

Task<int> ofItsOwn(std::string Name) { co_return co_await find(Name); }
Task<int> adds(int Id) { co_return co_await load(Id) + 1; }
Task<> handles(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}
// Drogon looks at what a handler returns.
void handlers() {
  drogon::app().registerHandler(
      "/", [](drogon::HttpRequestPtr, drogon::AdviceCallback) -> Task<> {
        co_await save(1);
      });
}
