// RUN: %check %s async-blocking-call,async-blocking-wait,async-detached-coroutine,async-resume-context,async-unawaited-task %t -- %qcoro_flags %qtgui_flags -Wno-unused
// REQUIRES: qtgui

// What the other tests of QCoro leave out.

#include <QCoro/QCoroAsyncGenerator>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
// CHECK-FIXES: #include <QCoro/QCoroTimer>
#include <QEventLoop>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>
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

// The members of a task are in its base class by now; and what Debian's package
// of Qt does not have.
namespace QCoro {
namespace detail {
template <typename T> struct TaskBase {
  bool isReady() const;
  template <typename Callback> QCoro::Task<> then(Callback) { co_return; }
};
class QCoroDBusPendingCall;
class QCoroDBusPendingReply;
} // namespace detail
struct NewTask : detail::TaskBase<int> {};
struct QmlTask {
  QmlTask(Task<> &&);
};
template <typename Object, typename Func> void connect(Task<int> &&, Object *, Func) {}
} // namespace QCoro
struct QDBusMessage {};
struct QDBusPendingCall {
  void waitForFinished();
  bool isFinished() const;
};
template <typename... T> struct QDBusPendingReply : QDBusPendingCall {};
struct QDBusAbstractInterface {
  QDBusMessage call(const char *Method);
  QDBusPendingCall asyncCall(const char *Method);
};
struct QDBusConnection {
  QDBusMessage call(const QDBusMessage &);
};
struct QDialog {
  int exec();
};

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

// --- D-Bus, pools, dialogs -------------------------------------------------------

Task<> calls(QDBusAbstractInterface &Remote, QDBusConnection &Bus, QDBusPendingReply<int> Reply,
             QThreadPool &Pool, QDialog &Question) {
  Remote.call("Answer");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'call' blocks the thread of this coroutine until the reply is there
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: 'co_await' the 'asyncCall' with the same arguments
  Bus.call(QDBusMessage());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'call' blocks
  Remote.asyncCall("Answer").waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'waitForFinished' blocks the thread of this coroutine until the 'QDBusPendingCall' is complete [async-blocking-wait]
  Reply.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForFinished' blocks
  Pool.waitForDone();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'waitForDone' blocks the thread of this coroutine until the pool has nothing to do or the time is up
  Pool.waitForDone(0);
  Question.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'exec' blocks the thread of this coroutine until the dialog is closed
  if (auto Sent = Remote.asyncCall("Again"); Sent.isFinished())
    Sent.waitForFinished();
  co_return;
}

// What is called back runs on the event loop; its own task may be dropped.
void called_back(QCoro::NewTask &Later, Task<> First, Task<int> Second, QWidget *Widget) {
  if (Later.isReady())
    return;
  Later.then([](int) { QThread::usleep(10); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'usleep' blocks the thread of an event loop or executor
  First.then([] { QThread::usleep(10); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'usleep' blocks the thread of an event loop or executor
  QCoro::connect(std::move(Second), Widget, [] { QThread::usleep(10); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'usleep' blocks the thread of an event loop or executor
}
// On a thread of the pool.
struct Slow : QRunnable {
  void run() override { QThread::usleep(10); }
};
void pooled(QThreadPool &Pool) {
  Pool.start([] { QThread::usleep(10); });
}
// QML gets it, and it runs on.
QCoro::QmlTask shown() { return drops(); }
void forgotten() { shown(); }
