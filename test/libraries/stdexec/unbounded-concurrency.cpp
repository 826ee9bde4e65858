// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>
#include <vector>

using exec::task;

task<void> save(int Id);

task<void> spawns_each(const std::vector<int> &Ids) {
  exec::async_scope Scope;
  for (int Id : Ids)
    Scope.spawn(save(Id));
  co_await Scope.on_empty();
}

task<void> starts_each(const std::vector<int> &Ids) {
  for (int Id : Ids)
    exec::start_detached(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'start_detached' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: start 10 tasks that take the elements one after the other, and await these 10 together
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> four() {
  exec::async_scope Scope;
  for (int I = 0; I < 4; ++I)
    Scope.spawn(save(I));
  co_await Scope.on_empty();
}

task<void> one_by_one(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}

task<void> pair() { co_await stdexec::when_all(save(1), save(2)); }
