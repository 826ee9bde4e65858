// RUN: %check %s async-discarding-callback %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroTask>
#include <QObject>
#include <QTimer>
#include <coroutine>
#include <functional>

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
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: not fixed: give it a callable that takes care of what the task throws
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
