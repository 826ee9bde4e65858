// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <unifex/async_scope.hpp>

using unifex::task;

task<void> save(int Id);
task<void> refresh(int Id) { co_await save(Id); }

void starts(unifex::async_scope &Scope) {
  Scope.detached_spawn(refresh(1));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'spawn' keeps the exception for who awaits its result
  unifex::spawn_detached(refresh(2), Scope);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'spawn_future' keeps the exception for who awaits its result
}

// --- Silent ------------------------------------------------------------------

unifex::nothrow_task<void> tick();
task<void> careful(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

void starts_careful(unifex::async_scope &Scope) {
  Scope.detached_spawn(careful(1));
}

void keeps_it(unifex::async_scope &Scope,
              std::vector<unifex::future<void>> &Running) {
  Running.push_back(Scope.spawn(refresh(1)));
}
