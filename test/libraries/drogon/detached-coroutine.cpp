// RUN: %check %s async-detached-coroutine %t -- -isystem %standins
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins
// CHECK-FIXES-NOTES-DAG: #include <iostream>
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

// A controller registers its handlers by macros.
class User : public HttpController<User> {
public:
  METHOD_LIST_BEGIN
  METHOD_ADD(User::login, "/login");
  ADD_METHOD_TO(User::logout, "/logout");
  METHOD_LIST_END

  AsyncTask login(HttpRequestPtr, Callback Done);
  // CHECK-FIXES-NOTES: drogon::Task<> login(HttpRequestPtr, Callback Done);
  AsyncTask logout(HttpRequestPtr, Callback Done) {
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'logout' terminates the program
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: return 'drogon::Task<>', and await it in every caller; others may be elsewhere
    // CHECK-FIXES-NOTES: drogon::Task<> logout(HttpRequestPtr, Callback Done) {
    co_await query(1);
    Done(nullptr);
  }
  // Registered nowhere.
  AsyncTask forgotten(HttpRequestPtr, Callback Done) {
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception that leaves 'forgotten' terminates the program
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: nothing here calls it
    co_await query(1);
    Done(nullptr);
  }
  Task<> profile(HttpRequestPtr, Callback Done) { co_await query(1); }
};
AsyncTask User::login(HttpRequestPtr, Callback Done) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves 'login' terminates the program
  // CHECK-FIXES-NOTES: drogon::Task<> User::login(HttpRequestPtr, Callback Done) {
  co_await query(1);
  Done(nullptr);
}

// Run by itself.
void runs(int Id) {
  async_run([Id]() -> Task<> { co_await query(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves this coroutine terminates the program [async-detached-coroutine]
  // CHECK-FIXES-NOTES: async_run([call = [Id]() -> Task<> { co_await query(Id); }] {
  // CHECK-FIXES-NOTES: return [](auto call) -> drogon::Task<> {
  // CHECK-FIXES-NOTES: co_await call();
  // CHECK-FIXES-NOTES: } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES: std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES: std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES: }(call);
  async_run([]() -> Task<> {
    try {
      co_await query(1);
    } catch (...) {
    }
  });
}
