// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <iostream>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <utility>

cppcoro::task<> save(int Id);
void log();
void report_failure(std::exception_ptr Failure);
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
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:9: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: Scope.spawn([](auto work) -> cppcoro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(save(1)));
  // CHECK-FIXES-OPTION: Scope.spawn([](auto work) -> cppcoro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(save(1)));
  auto Task = save(2);
  Scope.spawn(std::move(Task));
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:9: warning: an exception that leaves {{.*}} terminates the program
  // CHECK-FIXES-NOTES: Scope.spawn([](auto work) -> cppcoro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(std::move(Task)));
  // CHECK-FIXES-OPTION: Scope.spawn([](auto work) -> cppcoro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(std::move(Task)));
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
