// RUN: %check %s async-unawaited-task %t -- -isystem %S/Inputs -fopenmp

// A dropped task where a lock of the thread is held.

#include <mutex>
#include <string>
#include <tasks.h>

using home::task;
task<> f();
std::mutex m;

task<> held() {
  m.lock();
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'm' would be locked while the coroutine is suspended
  m.unlock();
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await f();
#pragma omp critical
  {
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: '#pragma omp critical', which belongs to one thread, would go on while the coroutine is suspended
  }
  co_return;
}

// In a template, of which nothing is known but the names.
template <typename Mutex> task<> dependent(Mutex &Of) {
  {
    std::lock_guard<Mutex> Held(Of);
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
  }
  Of.lock();
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'Of' would be locked while the coroutine is suspended
  Of.unlock();
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await f();
  co_return;
}

// What a closure in a template has in it.
template <typename Id> task<> closures(Id Of) {
  {
    auto Locked = [Guard = std::unique_lock<std::mutex>(m)] { return Guard.owns_lock(); };
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: 'Locked' would hold its mutex while the coroutine is suspended
    Locked();
  }
  {
    struct counter {
      int &Of;
      ~counter() { ++Of; }
    };
    int Count = 0;
    counter Last{Count};
    auto Plain = [Id2 = Of, Name = std::string("x")] { return Id2; };
    f();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await f();
    Plain();
  }
  co_return;
}

// Whether it has the guard in it, nobody tells.
template <typename T, typename Lock> struct locked_pointer {
  locked_pointer(T &Of);
  ~locked_pointer();
  T *operator->();
};
task<> behind_another_argument(int &Of) {
  locked_pointer<int, std::unique_lock<std::mutex>> Pointer(Of);
  f();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'f' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'Pointer' would hold its mutex while the coroutine is suspended
  co_return;
}
