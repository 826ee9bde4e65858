// RUN: %check %s async-discarding-callback %t -- %qcoro_flags -Wno-unused
// RUN: %check %s async-discarding-callback %t -fix-notes -check-suffixes=,NOTES -- %qcoro_flags -Wno-unused
// RUN: %check %s async-discarding-callback %t -check-suffixes=,OPTION -config="{CheckOptions: {async-discarding-callback.CompletionHandler: report_failure}}" -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroTask>
#include <QObject>
#include <QTimer>
#include <coroutine>
#include <functional>
#include <iostream>

void report_failure(std::exception_ptr Failure);
QCoro::Task<> save();

// A task of one's own that runs when it is awaited.
struct lazy {
  struct promise_type {
    lazy get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
lazy saveLater();

void dropped(QTimer *Timer) {
  std::function<void()> Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so nobody sees its result or its exception [async-discarding-callback]
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:36: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: std::function<void()> Callback = [call = save] {
  // CHECK-FIXES-NOTES-NEXT:     (void)[](auto call) -> QCoro::Task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   };
  // CHECK-FIXES-OPTION: std::function<void()> Callback = [call = save] {
  // CHECK-FIXES-OPTION-NEXT:     (void)[](auto call) -> QCoro::Task<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   };
  QObject::connect(Timer, &QTimer::timeout, [] { return saveLater(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: the task that this lambda returns is dropped by 'QObject::connect', so it never runs
  QTimer::singleShot(1, []() -> lazy { co_await saveLater(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task that this lambda returns is dropped by 'QTimer::singleShot', so it never runs
}

// Eager tasks in event handlers are how it is done.
void handlers(QTimer *Timer) {
  QObject::connect(Timer, &QTimer::timeout, []() -> QCoro::Task<> { co_await save(); });
  QObject::connect(Timer, &QTimer::timeout, [] { return save(); });
  QObject::connect(Timer, &QTimer::timeout, save);
  QTimer::singleShot(1, []() -> QCoro::Task<> { co_await save(); });
  QTimer::singleShot(1, [] {});
}
