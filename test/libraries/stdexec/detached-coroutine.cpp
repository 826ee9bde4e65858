// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>

using exec::task;

task<void> save(int Id);
task<void> refresh(int Id) { co_await save(Id); }

void starts(exec::async_scope &Scope) {
  Scope.spawn(refresh(1));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'spawn_future' keeps the exception for who awaits its result
  exec::start_detached(refresh(2));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an exception that leaves 'refresh' terminates the program [async-detached-coroutine]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: catch everything in the coroutine, or keep its result
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'spawn_future' of an 'exec::async_scope' keeps the exception for who awaits its result
}

// --- Silent ------------------------------------------------------------------

task<void> careful(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

void starts_careful(exec::async_scope &Scope) {
  Scope.spawn(careful(1));
}

task<void> keeps_it(exec::async_scope &Scope) {
  auto Running = Scope.spawn_future(refresh(1));
  co_await std::move(Running);
}

// No coroutine, and nobody knows what it throws.
void spawns_sender(exec::async_scope &Scope) {
  Scope.spawn(stdexec::just(1));
  exec::start_detached(stdexec::when_all(stdexec::just(1), stdexec::just()));
}
