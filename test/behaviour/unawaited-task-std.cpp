// A task of one's own and a fixed program that runs what it forgot, in order.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-unawaited-task
// FLAGS: -Wno-unused-value
// BEFORE: stdout order:
// AFTER: stdout order: statement comma arm init increment increment ignored value 5 local brace
#include "task.h"
#include <cstdio>
#include <tuple>

task<> say(const char *What) {
  std::printf(" %s", What);
  co_return;
}
task<int> five() {
  std::printf(" value");
  co_return 5;
}

/// Takes anything, and remembers a number.
struct sink {
  int &Target;
  template <typename T> void operator=(T &&V) const {
    if constexpr (std::is_same_v<T, int>)
      Target = V;
  }
};

task<> everything(bool B) {
  say("statement");
  int N = 0;
  N++, say("comma");
  B ? say("arm") : say("other arm");
  for (say("init"); N < 3; say("increment"))
    ++N;
  std::ignore = say("ignored");
  int Value = 0;
  const sink _{Value};
  _ = five();
  if (Value)
    std::printf(" %d", Value);
  auto Local = say("local");
  task<> Brace{say("brace")};
  co_return;
}

int main() {
  std::printf("order:");
  auto Main = everything(true);
  Main.runHere();
  std::printf("\n");
}
