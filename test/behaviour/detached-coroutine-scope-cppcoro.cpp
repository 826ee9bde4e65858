// A task of a scope that throws ends the program; caught around, somebody hears of
// it, and the others go on. A callback's task, which never ran, runs, with copies of
// what it was called with that live as long as it does.
// RUN: %behaviour %s %t -fix-notes -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report, async-discarding-callback.CompletionHandler: report}}" -- -isystem %standins -pthread
// CHECKS: async-detached-coroutine
// CHECKS: async-discarding-callback
// BEFORE: crash
// BEFORE: no stdout saved a name that is too long to be kept inline
// AFTER: stdout reported no such file
// AFTER: stdout reported nobody there
// AFTER: stdout saved a name that is too long to be kept inline
// AFTER: stdout stored
// AFTER: stdout joined
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

static void report(std::exception_ptr Failure) {
  try {
    std::rethrow_exception(Failure);
  } catch (const std::exception &E) {
    std::cout << "reported " << E.what() << std::endl;
  }
}

static cppcoro::task<> fails() {
  throw std::runtime_error("no such file");
  co_return;
}

// What is suspended here goes on in resume_all().
static std::vector<cppcoro::coroutine_handle<>> Suspended;
struct hop {
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> Waiting) const {
    Suspended.push_back(Waiting);
  }
  void await_resume() const noexcept {}
};
static void resume_all() {
  while (!Suspended.empty()) {
    auto Next = Suspended.front();
    Suspended.erase(Suspended.begin());
    Next.resume();
  }
}

static cppcoro::task<> save(const std::string &Name) {
  co_await hop();
  std::cout << "saved " << Name << std::endl;
}

static std::function<void(const std::string &)> OnName;
static void on_name(std::function<void(const std::string &)> Handler) {
  OnName = std::move(Handler);
}
static std::function<void()> OnStop;
static void on_stop(std::function<void()> Handler) {
  OnStop = std::move(Handler);
}

static void starts(cppcoro::async_scope &Scope) {
  Scope.spawn(fails());
  on_name(save);
  on_stop([Whom = std::string("nobody there")]() -> cppcoro::task<> {
    co_await hop();
    throw std::runtime_error(Whom);
  });
}

static cppcoro::task<> stores() {
  std::function<void()> Store = []() -> cppcoro::task<> {
    std::cout << "stored" << std::endl;
    co_return;
  };
  Store();
}

static cppcoro::task<> all() {
  cppcoro::async_scope Scope;
  starts(Scope);
  OnName(std::string("a name that is too long to be kept inline"));
  OnName = nullptr;
  OnStop();
  OnStop = nullptr;
  co_await stores();
  resume_all();
  co_await Scope.join();
  std::cout << "joined" << std::endl;
}

int main() { cppcoro::sync_wait(all()); }
