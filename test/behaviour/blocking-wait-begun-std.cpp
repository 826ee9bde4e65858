// The first suspension of a coroutine that begins at once lets its caller go on: not
// where it still needs what that lent, nor where its caller reads what it writes.
// RUN: %behaviour %s %t -- -I %S/Inputs -fsanitize=address
// REQUIRES: asan
// CHECKS: async-blocking-wait
// BEFORE: stdout lent 8, out 7, own 9, next,
// AFTER: stdout lent 8, out 7, next, own 9,
#include "turns.h"
#include <cstdio>

static task<int> load() {
  co_await next_turn();
  co_return 5;
}

static begun lent(const int &Number) {
  const int Loaded = sync_wait(load());
  std::printf("lent %d, ", Number + Loaded);
  co_return;
}
static begun out(int &Result) {
  Result = sync_wait(load()) + 2;
  co_return;
}
static begun own(int Number) {
  const int Loaded = sync_wait(load());
  std::printf("own %d, ", Number + Loaded);
  co_return;
}

int main() {
  {
    int Local = 3;
    lent(Local);
    Local = 0;
  }
  int Result = 0;
  out(Result);
  std::printf("out %d, ", Result);
  own(4);
  std::printf("next, ");
  runAll();
  std::printf("\n");
}
