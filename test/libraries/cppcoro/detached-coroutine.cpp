// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <utility>

cppcoro::task<> save(int Id);
void log();
cppcoro::task<> careful() {
  try {
    co_await save(1);
  } catch (...) {
    log();
  }
}

cppcoro::task<> accepts(cppcoro::async_scope &Scope) {
  Scope.spawn(save(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: an exception that leaves 'save' terminates the program, if 'save' lets one out: its body was not seen [async-detached-coroutine]
  auto Task = save(2);
  Scope.spawn(std::move(Task));
  co_await Scope.join();
}

// --- Silent ------------------------------------------------------------------

cppcoro::task<> handled(cppcoro::async_scope &Scope) {
  Scope.spawn(careful());
  Scope.spawn([]() -> cppcoro::task<> { co_return; }());
  co_await Scope.join();
}
cppcoro::task<> together() {
  co_await cppcoro::when_all(save(1), save(2));
}
