// Functions that say they return a task, and have neither a keyword nor a return:
// where they end, the program does. With what they forgot they are coroutines.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-unawaited-task,async-blocking-wait
// FLAGS: -Wno-return-type
// BEFORE: crash
// AFTER: stdout saved 1, saved 2, 3 left
#include "turns.h"
#include <cstdio>

static task<> save(int Id) {
  co_await next_turn();
  std::printf("saved %d, ", Id);
}
static task<int> count() { co_return 3; }

static task<> saveAll() {
  save(1);
  save(2);
}
static task<> report() { std::printf("%d left\n", sync_wait(count())); }

static task<> run() {
  co_await saveAll();
  co_await report();
}

int main() {
  auto Main = run();
  Main.runHere();
  runAll();
}
