// RUN: %check %s async-detached-coroutine %t -- -isystem %standins

// What the other tests of Drogon leave out.

#include <drogon/drogon.h>

using namespace drogon;
using Callback = std::function<void(const HttpResponsePtr &)>;

Task<> query(int Id);

void setUp() {
  app().registerHandlerViaRegex("/slow/.*", [](HttpRequestPtr, Callback Done) -> AsyncTask {
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: an exception that leaves this coroutine terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-FIXES: app().registerHandlerViaRegex("/slow/.*", [](HttpRequestPtr, Callback Done) -> drogon::Task<> {
    co_await query(1);
    Done(nullptr);
  });
  app().registerHandlerViaRegex("/task/.*", [](HttpRequestPtr, Callback Done) -> Task<> {
    co_await query(1);
    Done(nullptr);
  });
}

namespace {
class Plain : public HttpController<Plain> {
public:
  static void initPathRouting() {
    registerMethod(&Plain::get, "/");
    registerMethodViaRegex(&Plain::all, "/.*");
  }
  AsyncTask get(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'get' terminates the program
    // CHECK-FIXES: drogon::Task<> get(HttpRequestPtr, Callback Done) {
    co_await query(1);
    Done(nullptr);
  }
  AsyncTask all(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'all' terminates the program
    // CHECK-FIXES: drogon::Task<> all(HttpRequestPtr, Callback Done) {
    co_await query(1);
    Done(nullptr);
  }
};
} // namespace
