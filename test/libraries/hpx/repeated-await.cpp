// RUN: %check %s async-repeated-await %t -- -isystem %standins

#include <hpx/future.hpp>

int work();

hpx::future<int> twice() {
  hpx::future<int> Task = hpx::async(work);
  int First = co_await Task;
  co_return First + co_await Task;
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Task' is awaited again; a 'hpx::future<int>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: it is awaited here first
  // CHECK-FIXES: co_return First + First;
}

hpx::future<int> shared() {
  hpx::shared_future<int> Task = hpx::async(work).share();
  int First = co_await Task;
  co_return First + co_await Task;
}

hpx::future<int> another_one() {
  hpx::future<int> Task = hpx::async(work);
  int First = co_await Task;
  Task = hpx::async(work);
  co_return First + co_await Task;
}

hpx::future<int> either(bool Fast) {
  hpx::future<int> Task = hpx::async(work);
  if (Fast)
    co_return co_await Task;
  co_return 1 + co_await Task;
}
