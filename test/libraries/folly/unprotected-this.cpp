// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <folly/coro/AsyncScope.h>
#include <folly/coro/Task.h>
#include <memory>
#include <utility>

using folly::coro::Task;
using Executor = folly::Executor::KeepAlive<>;

Task<void> save(int Id);

class endpoint : public std::enable_shared_from_this<endpoint> {
public:
  void starts(Executor On) {
    co_withExecutor(On, handle()).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: nothing keeps this object alive while 'handle' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:35: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
    co_withExecutor(On, handle()).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: nothing keeps this object alive while 'handle' runs [async-unprotected-this]
  }
  void starts_a_variable(Executor On) {
    auto Work = handle();
    co_withExecutor(On, std::move(Work)).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: nothing keeps this object alive while 'handle' runs [async-unprotected-this]
  }
  void starts_in(folly::coro::AsyncScope &Other, Executor On) {
    Other.add(co_withExecutor(On, handle()));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing keeps this object alive while 'handle' runs [async-unprotected-this]
  }
  void starts_invoked(Executor On) {
    co_withExecutor(On, [this]() -> Task<void> {
      co_await save(1);
      ++Sessions;
    }()).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
  }

  // --- Silent ----------------------------------------------------------------

  void starts_well(Executor On) {
    co_withExecutor(On, handle_for(shared_from_this())).start();
    co_withExecutor(On, handle()).start([self = shared_from_this()](auto &&) {});
    co_withExecutor(On, kept()).start();
    co_withExecutor(On, counts_first()).start();
  }
  folly::SemiFuture<folly::Unit> returns(Executor On) {
    return co_withExecutor(On, handle()).start();
  }
  Task<void> awaits(Executor On) {
    co_await co_withExecutor(On, handle());
    auto Running = co_withExecutor(On, handle()).start();
    co_await std::move(Running);
  }

private:
  Task<void> handle() {
    co_await save(1);
    ++Sessions;
  }
  Task<void> handle_for(std::shared_ptr<endpoint>) {
    co_await save(1);
    ++Sessions;
  }
  Task<void> kept() {
    auto Self = shared_from_this();
    co_await save(1);
    ++Sessions;
  }
  Task<void> counts_first() { co_await save(++Sessions); }
  int Sessions = 0;
};

// Has a scope that it waits for, and does not use it.
class server {
public:
  void listens(Executor On) { co_withExecutor(On, accept()).start(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: nothing holds 'Scope' while 'accept' runs in the background [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:61: note: not fixed: hold it until this work has ended

  // Silent.
  void listens_well(Executor On) { Scope.add(co_withExecutor(On, accept())); }
  Task<void> close() { co_await Scope.joinAsync(); }

private:
  Task<void> accept() {
    co_await save(1);
    ++Accepted;
  }
  folly::coro::AsyncScope Scope;
  int Accepted = 0;
};
