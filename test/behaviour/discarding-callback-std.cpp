// What an algorithm was to do for each element happens after the fix, and the
// exception that nobody could see arrives.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-discarding-callback
// BEFORE: stdout order:
// AFTER: stdout order: 1 2 caught 3
#include "task.h"
#include <algorithm>
#include <cstdio>
#include <vector>

task<> say(int Number) {
  if (Number == 3)
    throw Number;
  std::printf(" %d", Number);
  co_return;
}

task<> all(std::vector<int> Numbers) {
  try {
    std::for_each(Numbers.begin(), Numbers.end(), say);
  } catch (int Number) {
    std::printf(" caught %d", Number);
  }
  co_return;
}

int main() {
  std::printf("order:");
  auto Main = all({1, 2, 3});
  Main.runHere();
  std::printf("\n");
}
