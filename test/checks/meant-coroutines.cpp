// RUN: %check %s async-unawaited-task,async-blocking-wait,async-blocking-call,async-unpropagated-stop-token,async-redundant-coroutine,async-detached-coroutine %t -- -isystem %S/Inputs -pthread -Wno-return-type -Wno-unused

// A function whose written type is a task, without `return` and without a
// keyword, is a coroutine whose `co_await` is missing. What is close to that.

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <tasks.h>
#include <thread>

using home::eager;
using home::task;
using namespace std::chrono_literals;

task<> f();
task<int> g(int = 0);
template <typename T> T sync_wait(task<T>);

//===--- What it is about --------------------------------------------------===

task<> flows_off_its_end(bool Twice) {
  if (Twice)
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-NOTES: :[[@LINE-4]]:8: note: 'flows_off_its_end' returns 'home::task<>', and has neither a 'return' nor a coroutine keyword: it was meant as a coroutine
    // CHECK-FIXES: co_await f();
  auto Unread = f();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Unread' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'flows_off_its_end' returns
  // CHECK-FIXES: co_await f();
}
// No value is made up; to throw is an end.
task<int> always_throws() {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-3]]:11: note: 'always_throws' returns 'home::task<int>', and has
  // CHECK-FIXES: co_await f();
  throw std::runtime_error("not there");
}
eager<int> without_end() {
  for (;;)
    sync_wait(f());
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-4]]:12: note: 'without_end' returns 'home::eager<int>', and has
    // CHECK-FIXES: co_await f();
}
struct Session {
  virtual ~Session() = default;
  virtual task<> run() {
    std::this_thread::sleep_for(1s);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-3]]:18: note: 'run' returns 'home::task<>', and has
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: no awaiting form of 'sleep_for' is known
    load();
  }
  static void load() {
    std::this_thread::sleep_for(2s);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of a coroutine until the time is up [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-5]]:5: note: 'load' is called by the coroutine 'run' here
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: 'load' is not a coroutine
  }
};

//===--- Where no coroutine can be -----------------------------------------===

task<> noexcept_and_written() noexcept {
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited
  // CHECK-NOTES: :[[@LINE-3]]:8: note: 'noexcept_and_written' returns
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'noexcept_and_written' is 'noexcept', and a coroutine stores what it throws
}

//===--- Silent ------------------------------------------------------------===

// Stubs.
task<> later() { throw std::logic_error("later"); }
task<> never() { std::abort(); }
task<> blocks_and_ends() {
  std::this_thread::sleep_for(1s);
  std::terminate();
}
task<> empty() {}
// Made elsewhere.
task<> made_elsewhere(bool Slow) {
  if (Slow)
    std::this_thread::sleep_for(1s);
  return f();
}
struct Abstract {
  virtual ~Abstract() = default;
  virtual task<> run() = 0;
  task<> declared();
  Abstract &operator=(const Abstract &) = default;
  operator task<>() { std::this_thread::sleep_for(1s); }
};
// Filled by a promise; no coroutine returns one.
std::future<int> future() { std::this_thread::sleep_for(1s); }
struct handle {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
handle no_promise() { std::this_thread::sleep_for(1s); }
// The return is in the other instantiation.
template <bool Slow> task<> chosen() {
  if constexpr (!Slow)
    return f();
  else
    std::this_thread::sleep_for(1s);
}
template task<> chosen<true>();
template <typename T> task<> pattern(T Time) { std::this_thread::sleep_for(Time); }
// Its type is deduced, and is none of these.
auto deduced() { std::this_thread::sleep_for(1s); }
