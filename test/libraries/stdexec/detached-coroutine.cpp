// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <iostream>
#include <exec/async_scope.hpp>
#include <exec/start_detached.hpp>
#include <exec/materialize.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

task<void> save(int Id);
void report_failure(std::exception_ptr Failure);
task<void> refresh(int Id) { co_await save(Id); }
task<void> renew(int Id) { co_await save(Id); }

void starts(exec::async_scope &Scope, Scheduler On) {
  Scope.spawn(stdexec::starts_on(On, refresh(1)));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:9: note: what it throws is caught and written to 'std::cerr'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'spawn_future' keeps the exception for who awaits its result
  // CHECK-NOTES-NOTES: :[[@LINE-4]]:9: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: Scope.spawn(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await std::move(work);
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(refresh(1))));
  // CHECK-FIXES-OPTION: Scope.spawn(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await std::move(work);
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(refresh(1))));
}
void starts_alone(Scheduler On) {
  exec::start_detached(stdexec::starts_on(On, renew(2)));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'renew' terminates the program [async-detached-coroutine]
  // CHECK-NOTES-NOTES: :[[@LINE-2]]:3: note: what it throws is caught and written to 'std::cerr'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'spawn_future' of an 'exec::async_scope' keeps the exception for who awaits its result
  // CHECK-NOTES-NOTES: :[[@LINE-4]]:3: note: docs/recipes/background-work.md shows how such work tells of its failure
  // CHECK-FIXES-NOTES: exec::start_detached(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await std::move(work);
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(renew(2))));
  // CHECK-FIXES-OPTION: exec::start_detached(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await std::move(work);
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(renew(2))));
}

// A scope that is joined somewhere keeps it.
task<void> fetch(int Id) { co_await save(Id); }
struct Service {
  exec::async_scope *Scope;
  void starts(Scheduler On) {
    exec::start_detached(stdexec::starts_on(On, fetch(2)));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: an exception that leaves 'fetch' terminates the program [async-detached-coroutine]
    // CHECK-NOTES-NOTES: :[[@LINE-2]]:5: note: what it throws is caught and written to 'std::cerr', and whoever joins 'Scope' waits for it
    // CHECK-NOTES: :[[@LINE-3]]:5: note: 'spawn_future' of an 'exec::async_scope' keeps the exception for who awaits its result
    // CHECK-NOTES-NOTES: :[[@LINE-4]]:5: note: docs/recipes/background-work.md shows how such work tells of its failure
    // CHECK-FIXES-NOTES: Scope->spawn(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await std::move(work);
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(fetch(2))));
    // CHECK-FIXES-OPTION: exec::start_detached(stdexec::starts_on(On, [](auto work) -> experimental::execution::task<void> {
    // CHECK-FIXES-OPTION-NEXT: try {
    // CHECK-FIXES-OPTION-NEXT: co_await std::move(work);
    // CHECK-FIXES-OPTION-NEXT: } catch (...) {
    // CHECK-FIXES-OPTION-NEXT: report_failure(std::current_exception());
    // CHECK-FIXES-OPTION-NEXT: }
    // CHECK-FIXES-OPTION-NEXT: }(fetch(2))));
  }
};

// --- Silent ------------------------------------------------------------------

task<void> careful(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

void starts_careful(exec::async_scope &Scope, Scheduler On) {
  Scope.spawn(stdexec::starts_on(On, careful(1)));
}

task<void> keeps_it(exec::async_scope &Scope, Scheduler On) {
  auto Running = Scope.spawn_future(stdexec::starts_on(On, refresh(1)));
  co_await std::move(Running);
}

// No coroutine, and nobody knows what it throws.
void spawns_sender(exec::async_scope &Scope) {
  Scope.spawn(stdexec::just());
  exec::start_detached(stdexec::when_all(stdexec::just(1), stdexec::just()));
}

// What they adapt it with takes up the exception.
void adapted(exec::async_scope &Scope, Scheduler On) {
  Scope.spawn(stdexec::starts_on(On, refresh(1)) |
              stdexec::upon_error([](auto &&) {}));
  Scope.spawn(stdexec::upon_error(stdexec::starts_on(On, refresh(1)),
                                  [](auto &&) {}));
  Scope.spawn(
      stdexec::then(exec::materialize(stdexec::starts_on(On, refresh(1))),
                    [](auto &&...) {}));
}

// Who calls this knows what the task throws.
void wraps(exec::async_scope &Scope, Scheduler On, task<void> Task) {
  Scope.spawn(stdexec::starts_on(On, std::move(Task)));
}
