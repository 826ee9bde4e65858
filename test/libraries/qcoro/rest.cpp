// RUN: %check %s async-blocking-call,async-detached-coroutine,async-resume-context,async-unawaited-task %t -- %qcoro_flags %qtgui_flags -Wno-unused
// REQUIRES: qtgui

// What the other tests of QCoro leave out.

#include <QCoro/QCoroAsyncGenerator>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
// CHECK-FIXES: #include <QCoro/QCoroTimer>
#include <QEventLoop>
#include <QThread>
#include <QWidget>

// Since 0.11, and Debian's is older.
namespace QCoro {
template <typename T> struct LazyTask {
  struct promise_type {
    LazyTask get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace QCoro

using QCoro::Task;

QCoro::LazyTask<int> later();
QCoro::Generator<int> numbers() { co_yield 1; }
QCoro::AsyncGenerator<int> events() {
  QThread::usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::microseconds(10));
  co_yield 1;
}
Task<> drops() {
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'later' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await later();
  // Generators have nothing that could be lost.
  numbers();
  events();
  co_return;
}

Task<> nested(QEventLoop &Loop) {
  Loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' blocks the thread of this coroutine until the nested event loop ends [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'exec' is known
  Loop.quit();
  co_return;
}

// A thread is there for it.
void beside() {
  QThread::create([] { QThread::usleep(10); })->start();
}

Task<> leaves(QWidget *Widget, QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  Widget->show();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
}
