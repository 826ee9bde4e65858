// RUN: %check %s async-detached-coroutine %t -- -I%standins
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I%standins
#include <drogon/drogon.h>

using namespace drogon;
using Callback = std::function<void(const HttpResponsePtr &)>;

Task<> query(int Id);

void setUp() {
  app().registerHandler(
      "/slow", [](HttpRequestPtr, Callback Done) -> AsyncTask {
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an exception that leaves this coroutine terminates the program; nobody can await it [async-detached-coroutine]
      // CHECK-FIXES: "/slow", [](HttpRequestPtr, Callback Done) -> drogon::Task<> {
        co_await query(1);
        Done(nullptr);
      });
  // The handler of something else must return what it returns.
  app().registerBeginningAdvice([]() -> AsyncTask { co_await query(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: an exception that leaves this coroutine terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: not fixed: not all of its callers are known
  // Silent.
  app().registerHandler(
      "/task", [](HttpRequestPtr, Callback Done) -> Task<> {
        co_await query(1);
        Done(nullptr);
      });
  app().registerHandler(
      "/careful", [](HttpRequestPtr, Callback Done) -> AsyncTask {
        try {
          co_await query(1);
        } catch (...) {
        }
      });
}

static AsyncTask registered(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: an exception that leaves 'registered' terminates the program
  // CHECK-FIXES: static drogon::Task<> registered(HttpRequestPtr, Callback Done) {
  co_await query(1);
  Done(nullptr);
}
struct Control {
  AsyncTask get(HttpRequestPtr, Callback Done);
  // CHECK-FIXES-NOTES: drogon::Task<> get(HttpRequestPtr, Callback Done);
  AsyncTask both(HttpRequestPtr, Callback Done);
};
AsyncTask Control::get(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception that leaves 'get' terminates the program
  // CHECK-FIXES-NOTES: drogon::Task<> Control::get(HttpRequestPtr, Callback Done) {
  co_await query(1);
  Done(nullptr);
}
AsyncTask Control::both(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception that leaves 'both' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: its caller 'prefetch' returns no 'drogon::Task'
  co_await query(1);
  Done(nullptr);
}
void setUpMembers() {
  app().registerHandler("/function", &registered);
  app().registerHandler("/member", &Control::get);
  app().registerHandler("/both", &Control::both);
}
// Called for its effect: a task would not run.
void prefetch(Control &C) { C.both(nullptr, {}); }
