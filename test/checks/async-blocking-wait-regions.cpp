// RUN: %check %s async-blocking-wait %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs -x objective-c++ -fopenmp \
// RUN:   -fobjc-runtime=gnustep-2.0 -fobjc-exceptions -Wno-objc-root-class

// Regions that belong to one thread.

#include "home_future.h"

using home::future;
using home::task;
future<int> start();
void use(int);


@interface store
@end

task<> synchronized(store *It) {
  @synchronized(It) {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: '@synchronized', which belongs to one thread, would go on while the coroutine is suspended
  }
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

task<> regions() {
#pragma omp critical
  {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: '#pragma omp critical', which belongs to one thread, would go on while the coroutine is suspended
  }
#pragma omp master
  {
    use(start().get());
    // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: '#pragma omp', which belongs to one thread, would go on while the coroutine is suspended
  }
#pragma omp parallel
  {
    use(1);
  }
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

namespace pybind11 {
struct gil_scoped_acquire {
  gil_scoped_acquire();
  ~gil_scoped_acquire();
};
} // namespace pybind11

task<> interpreter() {
  pybind11::gil_scoped_acquire Gil;
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'Gil', which belongs to one thread, would live on while the coroutine is suspended
  co_return;
}
