// A coroutine that never suspends does as well as a plain function, and throws
// where its task was awaited.
// RUN: %behaviour %s %t -fix-notes -- -I %S/Inputs
// CHECKS: async-redundant-coroutine
// BEFORE: stdout 42 caught 3 with 5 frames
// AFTER: stdout 42 caught 3 with 3 frames
#include "task.h"
#include <cstdio>
#include <cstdlib>
#include <new>

static int Frames;
void *operator new(std::size_t Size) {
  ++Frames;
  return std::malloc(Size);
}
void operator delete(void *Memory) noexcept { std::free(Memory); }
void operator delete(void *Memory, std::size_t) noexcept { std::free(Memory); }

task<int> load(int Id) { co_return co_await std::suspend_never(), Id; }

static task<int> checked(int Id) {
  if (Id == 3)
    throw Id;
  co_return Id * 2;
}

task<> run() {
  const int Value = co_await load(co_await checked(21));
  std::printf("%d", Value);
  try {
    co_await checked(co_await load(3));
  } catch (int Id) {
    const int Counted = Frames;
    std::printf(" caught %d with %d frames\n", Id, Counted);
  }
}

int main() {
  Frames = 0;
  auto Main = run();
  Main.runHere();
}
