// A coroutine that nobody can await is awaited by all that start it, and what it
// throws gets there.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-detached-coroutine
// BEFORE: crash
// AFTER: stdout by branch: no such order
// AFTER: stdout at the end: no such order
// AFTER: stdout stored 3
#include "turns.h"
#include <cstdio>
#include <stdexcept>

static begun store(int Id) {
  co_await next_turn();
  if (Id < 0)
    throw std::runtime_error("no such order");
  std::printf("stored %d\n", Id);
}

static task<> byBranch(int Id) {
  co_await next_turn();
  if (Id > 10)
    store(Id - 10);
  else
    store(Id);
}
static task<> last(int Id) {
  co_await next_turn();
  store(Id);
}
static task<> run() {
  try {
    co_await byBranch(-1);
  } catch (const std::exception &E) {
    std::printf("by branch: %s\n", E.what());
  }
  try {
    co_await last(-2);
  } catch (const std::exception &E) {
    std::printf("at the end: %s\n", E.what());
  }
  co_await last(3);
}

int main() {
  auto Main = run();
  Main.runHere();
  runAll();
}
