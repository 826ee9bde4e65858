// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <thread>
#include <vector>

cppcoro::task<> save();
cppcoro::task<int> saveNumber(int);
void on(std::function<void()> Handler);

cppcoro::task<> dropped(std::vector<int> Ids) {
  std::thread Worker([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
  on([]() -> cppcoro::task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  std::ranges::for_each(Ids, [](int Id) { return saveNumber(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that this lambda returns is dropped by 'std::ranges::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await [](int Id) { return saveNumber(Id); }(element);
  Worker.join();
  co_return;
}

// --- Silent ------------------------------------------------------------------

cppcoro::task<> kept(std::vector<int> Ids, cppcoro::async_scope &Scope) {
  std::thread([] { cppcoro::sync_wait(save()); }).detach();
  on([&] { Scope.spawn(save()); });
  std::function<cppcoro::task<>()> Later = save;
  for (int Id : Ids)
    co_await saveNumber(Id);
  co_await Later();
  co_await Scope.join();
}
