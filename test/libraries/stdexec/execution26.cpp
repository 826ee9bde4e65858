// The names of C++26.
// RUN: %check %s 'async-*' %t -- -isystem %standins -pthread -Wno-unused

#include <execution26.hpp>

template <typename T> using task = std::execution::task<T>;

task<int> load(int Id);
task<void> save(int Id);

task<int> waits(int Id) {
  auto [First] = std::this_thread::sync_wait(load(Id)).value();
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of this coroutine until the 'std::execution::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto First = co_await load(Id);
  save(First);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(First);
  co_return First + 1;
}

task<void> passes_on(int Id) { co_return co_await save(Id); }
// CHECK-NOTES: :[[@LINE-1]]:12: warning: 'passes_on' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: task<void> passes_on(int Id) { return save(Id); }

// --- Silent ------------------------------------------------------------------

task<int> awaits(int Id) {
  co_await save(Id);
  co_return co_await load(Id) + 1;
}

int main() {
  auto [Found] = *std::this_thread::sync_wait(load(1));
  return Found;
}
