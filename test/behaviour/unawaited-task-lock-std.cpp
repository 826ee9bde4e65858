// A lock that is not awaited protects nothing; awaited, it stays where it was, and
// is given up at the end of its block.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-unawaited-task
// BEFORE: stdout two inside
// AFTER: no stdout two inside
// BEFORE: stdout done 2
// AFTER: stdout done 2
#include "turns.h"
#include <cstdio>

struct mutex {
  bool Locked = false;
  struct guard {
    explicit guard(mutex &Of) : Of(&Of) {}
    guard(guard &&Other) noexcept : Of(std::exchange(Other.Of, nullptr)) {}
    ~guard() {
      if (Of)
        Of->Locked = false;
    }
    mutex *Of;
  };
  task<guard> lock() {
    while (Locked)
      co_await next_turn();
    Locked = true;
    co_return guard(*this);
  }
};

static mutex Mutex;
static int Inside, Done;

static task<> work() {
  {
    auto Lock = Mutex.lock();
    if (++Inside > 1)
      std::printf("two inside\n");
    co_await next_turn();
    --Inside;
  }
  ++Done;
}

int main() {
  auto One = work(), Other = work();
  One.runHere();
  Other.runHere();
  runAll();
  std::printf("done %d\n", Done);
}
