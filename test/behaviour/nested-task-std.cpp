// A request in two steps: the first await sends it, the second one works on it.
// RUN: %behaviour %s %t -- -I %S/Inputs
// CHECKS: async-nested-task
// BEFORE: stdout sent sent
// AFTER: stdout sent answered sent answered
#include "task.h"
#include <cstdio>

task<> answer() {
  std::printf(" answered");
  co_return;
}
task<task<>> request() {
  std::printf(" sent");
  co_return answer();
}

task<> ask() {
  co_await request();
  auto Unread = co_await request();
}

int main() {
  auto Main = ask();
  Main.runHere();
  std::printf("\n");
}
