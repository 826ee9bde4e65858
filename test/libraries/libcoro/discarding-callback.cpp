// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <coro/coro.hpp>
#include <functional>
#include <thread>
#include <vector>

coro::task<> save();
coro::task<> saveNumber(int);
coro::task<> dropped(std::vector<int> Ids) {
  std::thread Worker(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'save' returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: the thread waits for the task, and what that throws ends the program
  std::thread Other(saveNumber, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'saveNumber' returns is dropped by 'std::thread', so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: not fixed: a thread can wait for the task, with 'coro::sync_wait'
  Other.join();
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by 'std::function<void ()>'
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable that starts the task, with 'coro::task_group::start'
  std::for_each(Ids.begin(), Ids.end(), saveNumber);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'saveNumber' returns is dropped by 'std::for_each'
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await saveNumber(element);
  Worker.join();
  co_return;
}
void kept() {
  std::thread([] { coro::sync_wait(save()); }).detach();
}
