// RUN: %check %s async-blocking-call %t -- -isystem %S/Inputs -pthread

// What runs in another process, or on another thread in disguise.

#include "home_task.h"
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using home::task;
using namespace std::chrono_literals;

void clean();

//===--- The child of a fork ----------------------------------------------===//

void napInChild() { sleep(1); }
task<> comparesToZero() {
  const pid_t Child = fork();
  if (Child == 0) {
    napInChild();
    _exit(std::system("true"));
  }
  sleep(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of this coroutine until the time is up
  co_return;
}
task<> negates() {
  if (!fork()) {
    usleep(20000);
    _exit(0);
  } else {
    usleep(30000);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks the thread of this coroutine
  }
  co_return;
}
task<> assigns() {
  pid_t Child;
  if ((Child = fork()) > 0)
    co_return;
  sleep(1);
  _exit(0);
}
task<> otherwise() {
  const pid_t Child = vfork();
  if (Child) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
  } else {
    sleep(2);
    _exit(0);
  }
  co_return;
}
task<> selects() {
  switch (fork()) {
  case -1:
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
    break;
  case 0:
    sleep(2);
    _exit(0);
  default:
    sleep(3);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
  }
  co_return;
}
task<> failsToFork() {
  const pid_t Child = fork();
  if (Child < 0) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
  } else {
    sleep(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
  }
  co_return;
}
task<> ofAnotherNumber(int Left) {
  if (Left == 0)
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this coroutine
  co_return;
}

//===--- A child that has ended -------------------------------------------===//

task<int> signalled(int Number);
task<> reaps(pid_t Child) {
  int Status = 0;
  co_await signalled(SIGCHLD);
  waitpid(Child, &Status, 0);
}
task<> kills(pid_t Child) {
  kill(Child, SIGKILL);
  waitpid(Child, nullptr, 0);
  co_return;
}
int pidfd_open(pid_t Process, unsigned Flags);
task<> polls(pid_t Child) {
  const int Descriptor = pidfd_open(Child, 0);
  co_await signalled(Descriptor);
  waitpid(Child, nullptr, 0);
}
task<> waitsForIt(pid_t Child) {
  waitpid(Child, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' blocks the thread of this coroutine until the process ends
  co_return;
}

//===--- Pools in disguise ------------------------------------------------===//

struct io_workers {
  void submit(std::function<void()> Work);
};
struct recorder {
  void submit(std::function<void()> Work);
};

template <typename F> void onPool(io_workers *Pool, F Work) {
  if (Pool)
    Pool->submit(Work);
  else
    Work();
}
template <typename F> void onSharedPool(std::shared_ptr<io_workers> Pool, F Work) {
  if (!Pool) {
    Work();
    return;
  }
  Pool->submit([Work] { Work(); });
}
template <typename F> void recorded(recorder *Recorder, F Work) {
  if (Recorder)
    Recorder->submit(Work);
  else
    Work();
}
template <typename F> void always(io_workers &Pool, F Work) {
  Pool.submit(clean);
  Work();
}
task<> usesPools(io_workers &Pool, recorder &Recorder) {
  onPool(&Pool, [] { std::this_thread::sleep_for(1s); });
  onSharedPool(nullptr, [] { std::this_thread::sleep_for(2s); });
  recorded(&Recorder, [] { std::this_thread::sleep_for(3s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sleep_for' blocks the thread of a coroutine
  always(Pool, [] { std::this_thread::sleep_for(4s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sleep_for' blocks the thread of a coroutine
  co_return;
}
