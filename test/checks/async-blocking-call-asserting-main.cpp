// RUN: %check %s async-blocking-call %t -- -isystem %S/Inputs -pthread

// In a program that does little but assert, what is no coroutine may wait.

#include "home_task.h"
#include <cassert>
#include <chrono>
#include <thread>

using home::task;
using namespace std::chrono_literals;

bool isReady();
void letItStart() { std::this_thread::sleep_for(10ms); }

task<> starts() {
  letItStart();
  assert(isReady());
  co_return;
}
task<> waits() {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up
  assert(isReady());
  co_return;
}

int main() {
  starts();
  waits();
}
