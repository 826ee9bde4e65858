// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

// With the task of another library.

#include <algorithm>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <future>
#include <thread>
#include <vector>

cppcoro::task<> save(int Id);

cppcoro::task<> dropped(std::vector<int> Ids) {
  std::function<void(int)> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task that 'save' returns is dropped by 'std::function<void (int)>', so it never runs [async-discarding-callback]
  std::thread(save, 1).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'save' returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
  std::jthread Worker([] { return save(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that this lambda returns is dropped by 'std::jthread', so it never runs [async-discarding-callback]
  std::for_each(Ids.begin(), Ids.end(), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'save' returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await save(element);
  co_return;
}

// --- Silent ------------------------------------------------------------------

cppcoro::task<> kept(std::vector<int> Ids) {
  std::function<cppcoro::task<>(int)> Callback = save;
  co_await Callback(1);
  std::thread([] { cppcoro::sync_wait(save(1)); }).detach();
  std::vector<cppcoro::task<>> Tasks;
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(Tasks), save);
  for (auto &Task : Tasks)
    co_await Task;
}
int computed() {
  return std::async(std::launch::async, [] { return 42; }).get();
}
