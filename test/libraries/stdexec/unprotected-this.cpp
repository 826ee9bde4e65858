// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <exec/async_scope.hpp>
#include <exec/start_detached.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <memory>

using exec::task;
using Scheduler = decltype(std::declval<exec::static_thread_pool &>().get_scheduler());

task<void> save(int Id);

class index : public std::enable_shared_from_this<index> {
public:
  void starts(exec::async_scope &Scope, Scheduler On) {
    Scope.spawn(stdexec::starts_on(On, build()));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing keeps this object alive while 'build' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
    exec::start_detached(stdexec::starts_on(On, build()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'build' runs [async-unprotected-this]
  }

  // --- Silent ----------------------------------------------------------------

  void starts_well(exec::async_scope &Scope, Scheduler On) {
    Scope.spawn(stdexec::starts_on(On, build_for(shared_from_this())));
    exec::start_detached(stdexec::starts_on(On, saves_first()));
  }
  task<void> awaits() { co_await build(); }

private:
  task<void> build() {
    co_await save(1);
    ++Built;
  }
  task<void> build_for(std::shared_ptr<index>) {
    co_await save(1);
    ++Built;
  }
  task<void> saves_first() { co_await save(Built); }
  int Built = 0;
};
