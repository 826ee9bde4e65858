// RUN: %check %s async-discarding-callback %t -- -isystem %standins

#include <drogon/drogon.h>

using drogon::Task;
Task<> save();
Task<> saveNumber(int);
drogon::AsyncTask fire();

void queued(trantor::EventLoop *Loop) {
  Loop->queueInLoop([]() -> Task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES: Loop->queueInLoop(drogon::async_func([]() -> Task<> { co_await save(); }));
  Loop->runEvery(1.0, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'save' returns is dropped by 'std::function<void ()>'
  // CHECK-FIXES: Loop->runEvery(1.0, drogon::async_func(save));
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by
  // CHECK-FIXES: std::function<void()> Callback = drogon::async_func(save);
  std::function<void(int)> OnData = saveNumber;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task that 'saveNumber' returns is dropped by 'std::function<void (int)>'
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: the task runs now, and nobody waits for it: what it refers to must live on
}

void good(trantor::EventLoop *Loop) {
  Loop->queueInLoop(drogon::async_func(save));
  Loop->queueInLoop(drogon::async_func([]() -> Task<> { co_await save(); }));
  Loop->queueInLoop([] { drogon::async_run(save); });
  Loop->queueInLoop(fire);
  Loop->queueInLoop([]() -> drogon::AsyncTask { co_await save(); });
  drogon::async_run([]() -> Task<> { co_await save(); });
}
