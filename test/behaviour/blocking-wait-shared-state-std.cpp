// A wait between the look at shared state and its change stays as it is: others
// would change it meanwhile. One beside that becomes an await.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-blocking-wait
// BEFORE: stdout sold 2, left 0
// AFTER: stdout sold 2, left 0
// BEFORE: stdout printed 1, printed 2, printed 3
// AFTER: stdout printed 1, printed 3, printed 2
#include "turns.h"
#include <cstdio>

static int Left = 2, Sold = 0;

static task<int> price() {
  co_await next_turn();
  co_return 5;
}

static task<> sell() {
  if (Left > 0) {
    int Before = Left;
    Sold += sync_wait(price()) / 5;
    Left = Before - 1;
  }
  co_return;
}
static task<> print(int Number) {
  if (Number == 2 && sync_wait(price()) != 5)
    co_return;
  std::printf("%sprinted %d", Number == 1 ? "" : ", ", Number);
}

int main() {
  task<> All[] = {sell(),   sell(),   sell(),   sell(),
                  print(1), print(2), print(3)};
  for (task<> &Each : All)
    Each.runHere();
  runAll();
  std::printf("\nsold %d, left %d\n", Sold, Left);
}
