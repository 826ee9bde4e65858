// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <memory>
#include <tmc/all_headers.hpp>

using tmc::task;

task<void> save(int Id);

class cook : public std::enable_shared_from_this<cook> {
public:
  void starts(tmc::ex_cpu &Cpu) { tmc::post(Cpu, serve()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: nothing keeps this object alive while 'serve' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:35: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs

  // --- Silent ----------------------------------------------------------------

  void starts_well(tmc::ex_cpu &Cpu) {
    tmc::post(Cpu, serve_for(shared_from_this()));
    tmc::post(Cpu, counts_first());
  }
  task<void> awaits() { co_await serve(); }

private:
  task<void> serve() {
    co_await save(1);
    ++Served;
  }
  task<void> serve_for(std::shared_ptr<cook>) {
    co_await save(1);
    ++Served;
  }
  task<void> counts_first() { co_await save(Served); }
  int Served = 0;
};
