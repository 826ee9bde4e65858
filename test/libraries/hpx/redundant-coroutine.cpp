// RUN: %check %s async-redundant-coroutine %t -fix-notes -- -isystem %standins

#include <hpx/future.hpp>

int work();
hpx::future<int> load(int Id);

hpx::future<int> forwards(int Id) {
// CHECK-NOTES: :[[@LINE-1]]:18: warning: 'forwards' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-NOTES: :[[@LINE-2]]:18: note: with 'return', an exception leaves 'forwards' itself and is not stored in its task
  co_return co_await load(Id);
  // CHECK-FIXES: return load(Id);
}

hpx::future<int> answers() {
// CHECK-NOTES: :[[@LINE-1]]:18: warning: 'answers' is a coroutine that never suspends [async-redundant-coroutine]
  co_return 42;
  // CHECK-FIXES: return hpx::make_ready_future<int>(42);
}

hpx::future<int> works_in_between(int Id) {
  int Value = co_await load(Id);
  co_return Value + 1;
}

hpx::future<int> catches(int Id) {
  try {
    co_return co_await load(Id);
  } catch (...) {
    co_return 0;
  }
}
