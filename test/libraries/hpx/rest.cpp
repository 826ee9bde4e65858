// RUN: %check %s async-blocking-call,async-repeated-await,async-unbounded-concurrency,async-unpropagated-stop-token %t -- -isystem %standins

// What the other tests of HPX leave out.

#include <exception>
#include <hpx/future.hpp>
#include <hpx/stop_token.hpp>
#include <unistd.h>
#include <utility>
#include <vector>

hpx::future<int> load(int Id, hpx::stop_token Token = {});
int work();

// What is complete, or asked whether it is, is no wait; nor is a continuation.
int complete(std::exception_ptr Error, hpx::shared_future<int> Shared) {
  auto Failed = hpx::make_exceptional_future<int>(Error);
  auto Ready = hpx::make_ready_future(1);
  hpx::future<int> First = hpx::async(work), Second = hpx::async(work);
  if (First.is_ready() && Shared.is_ready())
    return Failed.get() + Ready.get();
  hpx::wait_all(First, Second);
  auto Last = Shared.then([](hpx::shared_future<int> Done) { return Done.get(); });
  return First.get() + Second.get() + Last.get();
}

hpx::future<int> used_up() {
  hpx::future<int> Task = hpx::async(work);
  auto Next = Task.then([](hpx::future<int> Done) { return Done.get(); });
  int First = co_await Next;
  co_return First + co_await Task;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Task' is awaited after it was used by 'then'
}

void flows() {
  auto Sum = hpx::dataflow([](hpx::future<int> A) { sleep(1); return A.get(); }, hpx::async(work));
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'sleep' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-FIXES: auto Sum = hpx::dataflow([](hpx::future<int> A) { hpx::this_thread::sleep_for(std::chrono::seconds(1)); return A.get(); }, hpx::async(work));
  Sum.get();
}

// The receiving ends of something; nothing starts.
hpx::future<int> receives(std::vector<hpx::promise<int>> &Promises) {
  std::vector<hpx::future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_future());
  auto All = co_await hpx::when_all(std::move(Results));
  co_return co_await All.front();
}
hpx::future<int> all(std::vector<int> Ids) {
  std::vector<hpx::future<int>> Results;
  for (int Id : Ids)
    Results.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES-NEXT: Results.push_back(load(Id));
    // CHECK-FIXES-NEXT: }
  auto All = co_await hpx::when_all(std::move(Results));
  co_return co_await All.front();
}

class service {
  hpx::stop_source Stop;
  hpx::future<int> run() {
    co_return co_await load(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'load' does not get the stop token 'Stop.get_token()', so it goes on when it should stop [async-unpropagated-stop-token]
    // CHECK-FIXES: co_return co_await load(1, Stop.get_token());
  }
  // It asks to stop, so that nothing behind it is told to.
  hpx::future<int> fail() {
    Stop.request_stop();
    co_return co_await load(2) + co_await load(3, Stop.get_token());
  }
};
