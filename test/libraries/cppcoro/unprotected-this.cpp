// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <memory>

cppcoro::task<> save(int Id);

class store : public std::enable_shared_from_this<store> {
public:
  explicit store(cppcoro::async_scope &Scope) : Scope(Scope) {}
  void open() { Scope.spawn(flush()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nothing keeps this object alive while 'flush' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void open_in(cppcoro::async_scope &Other) {
    Other.spawn([this]() -> cppcoro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
      co_await save(1);
      ++Writes;
    }());
  }

  // --- Silent ----------------------------------------------------------------

  void open_well() {
    Scope.spawn(flush_for(shared_from_this()));
    Scope.spawn(kept());
  }
  cppcoro::task<> open_here() {
    cppcoro::async_scope Local;
    Local.spawn(flush());
    co_await Local.join();
  }

private:
  cppcoro::task<> flush() {
    co_await save(1);
    ++Writes;
  }
  cppcoro::task<> flush_for(std::shared_ptr<store>) {
    co_await save(1);
    ++Writes;
  }
  cppcoro::task<> kept() {
    auto self = shared_from_this();
    co_await save(1);
    ++Writes;
  }
  cppcoro::async_scope &Scope;
  int Writes = 0;
};

// Its scope is a part of it: joined, or not.
class joined : public std::enable_shared_from_this<joined> {
public:
  void open() { Scope.spawn(flush()); }
  cppcoro::task<> close() { co_await Scope.join(); }

private:
  cppcoro::task<> flush() {
    co_await save(1);
    ++Writes;
  }
  cppcoro::async_scope Scope;
  int Writes = 0;
};
class joined_elsewhere : public std::enable_shared_from_this<joined_elsewhere> {
public:
  void open() { Scope.spawn(flush()); }
  cppcoro::task<> close();

private:
  cppcoro::task<> flush() {
    co_await save(1);
    ++Writes;
  }
  cppcoro::async_scope Scope;
  int Writes = 0;
};
class never_joined : public std::enable_shared_from_this<never_joined> {
public:
  void open() { Scope.spawn(flush()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nothing keeps this object alive while 'flush' runs [async-unprotected-this]

private:
  cppcoro::task<> flush() {
    co_await save(1);
    ++Writes;
  }
  cppcoro::async_scope Scope;
  int Writes = 0;
};

// It has a scope, which it waits for, and gives its work to another one.
class beside {
public:
  void open(cppcoro::async_scope &Other) { Other.spawn(flush()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: nothing holds 'Scope' while 'flush' runs in the background [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:50: note: not fixed: hold it until this work has ended
  void open_well() { Scope.spawn(flush()); }
  cppcoro::task<> close() { co_await Scope.join(); }

private:
  cppcoro::task<> flush() {
    co_await save(1);
    ++Writes;
  }
  cppcoro::async_scope Scope;
  int Writes = 0;
};
