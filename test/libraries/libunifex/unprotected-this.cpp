// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <memory>
#include <unifex/async_scope.hpp>
#include <unifex/on.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/task.hpp>

using unifex::task;
using Scheduler = decltype(std::declval<unifex::single_thread_context &>().get_scheduler());

task<void> save(int Id);

class job : public std::enable_shared_from_this<job> {
public:
  void starts(unifex::async_scope &Scope, Scheduler On) {
    Scope.detached_spawn_on(On, run());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
    unifex::spawn_detached(unifex::on(On, run()), Scope);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  }

  // --- Silent ----------------------------------------------------------------

  void starts_well(unifex::async_scope &Scope, Scheduler On) {
    Scope.detached_spawn_on(On, run_for(shared_from_this()));
    unifex::spawn_detached(unifex::on(On, kept()), Scope);
  }
  task<void> awaits() { co_await run(); }

private:
  task<void> run() {
    co_await save(1);
    ++Runs;
  }
  task<void> run_for(std::shared_ptr<job>) {
    co_await save(1);
    ++Runs;
  }
  task<void> kept() {
    auto self = shared_from_this();
    co_await save(1);
    ++Runs;
  }
  int Runs = 0;
};
