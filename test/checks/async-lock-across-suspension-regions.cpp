// RUN: %check %s async-lock-across-suspension %t -- -isystem %S/Inputs \
// RUN:   -x objective-c++ -fopenmp -fobjc-runtime=gnustep-2.0 -fobjc-exceptions \
// RUN:   -Wno-objc-root-class

// Regions that belong to one thread, and functions that nothing is known of.

#include "home_task.h"

using home::task;
task<> save(int Id);
void use(int);

@interface store
@end

task<> synchronized(store *It) {
  @synchronized(It) {
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: '@synchronized', which belongs to one thread, goes on while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
  }
}
task<> critical() {
#pragma omp critical
  {
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: '#pragma omp critical', which belongs to one thread, goes on while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
  }
}

void store_mutex_lock();
void store_mutex_unlock();
task<> pair() {
  store_mutex_lock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: a mutex is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  store_mutex_unlock();
}

task<> before_and_behind(store *It) {
  co_await save(1);
  @synchronized(It) {
    use(1);
  }
#pragma omp critical
  {
    use(2);
  }
  store_mutex_lock();
  store_mutex_unlock();
  co_await save(2);
}
