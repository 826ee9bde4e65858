// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused
// REQUIRES: llvm-22

// All silent: tasks are marked as coro_await_elidable, which clang knows since 20.

#include <string>
#include <tmc/all_headers.hpp>

using tmc::task;

task<int> load(int Id);
task<int> find(const std::string &Name);

task<int> passes_on(int Id) { co_return co_await load(Id); }

task<int> keeps_local() {
  std::string Name = "a";
  co_return co_await find(Name);
}

task<int> works(int Id) {
  int Found = co_await load(Id);
  co_return Found + 1;
}

task<int> on_another_executor(tmc::ex_cpu &Cpu, int Id) {
  co_await tmc::resume_on(Cpu);
  co_return co_await load(Id);
}
