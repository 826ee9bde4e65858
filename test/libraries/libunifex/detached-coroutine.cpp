// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <iostream>
#include <unifex/async_scope.hpp>
#include <unifex/just.hpp>
#include <unifex/let_error.hpp>
#include <unifex/on.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<void> save(int Id);
void report_failure(std::exception_ptr Failure);
task<void> refresh(int Id) { co_await save(Id); }
task<void> renew(int Id) { co_await save(Id); }

void starts(unifex::async_scope &Scope, Scheduler On) {
  Scope.detached_spawn_on(On, refresh(1));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:9: note: what it throws is caught and written to 'std::cerr'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'spawn_on' keeps the exception for who awaits its result
  // CHECK-NOTES-NOTES: :[[@LINE-4]]:9: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: Scope.detached_spawn_on(On, [](auto work) -> unifex::task<void> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await std::move(work);
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(refresh(1)));
  // CHECK-FIXES-OPTION: Scope.detached_spawn_on(On, [](auto work) -> unifex::task<void> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await std::move(work);
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(refresh(1)));
  unifex::spawn_detached(unifex::on(On, renew(2)), Scope);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'renew' terminates the program [async-detached-coroutine]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:3: note: what it throws is caught and written to 'std::cerr'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'spawn_future' keeps the exception for who awaits its result
  // CHECK-NOTES-NOTES: :[[@LINE-4]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: unifex::spawn_detached(unifex::on(On, [](auto work) -> unifex::task<void> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await std::move(work);
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(renew(2))), Scope);
  // CHECK-FIXES-OPTION: unifex::spawn_detached(unifex::on(On, [](auto work) -> unifex::task<void> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await std::move(work);
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(renew(2))), Scope);
}

// --- Silent ------------------------------------------------------------------

unifex::nothrow_task<void> tick();
task<void> careful(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

// Its author has chosen.
unifex::nothrow_task<void> tock() { co_await save(1); }
void starts_nothrow(unifex::async_scope &Scope, Scheduler On) {
  Scope.detached_spawn_on(On, tick());
  Scope.detached_spawn_on(On, tock());
}

void starts_careful(unifex::async_scope &Scope, Scheduler On) {
  Scope.detached_spawn_on(On, careful(1));
}

void keeps_it(unifex::async_scope &Scope, Scheduler On,
              std::vector<unifex::future<>> &Running) {
  Running.push_back(Scope.spawn_on(On, refresh(1)));
}

// What it is adapted with takes up the exception.
void adapted(unifex::async_scope &Scope, Scheduler On) {
  Scope.detached_spawn_on(
      On, unifex::let_error(refresh(1), [](auto &&) noexcept {
        return unifex::just();
      }));
}

// No coroutine, and nobody knows what it throws.
void spawns_sender(unifex::async_scope &Scope) {
  Scope.detached_spawn(unifex::just());
}
