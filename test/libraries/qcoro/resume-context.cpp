// RUN: %check %s async-resume-context %t -- %qcoro_flags %qtgui_flags
// RUN: %check %s async-resume-context %t -config="{CheckOptions: {async-resume-context.Context: ui}}" -- %qcoro_flags %qtgui_flags
// RUN: %check %s async-resume-context %t -check-suffixes=SERVER -config="{CheckOptions: {async-resume-context.Context: server}}" -- %qcoro_flags %qtgui_flags
// REQUIRES: qtgui

// A task comes back to its event loop by itself. moveToThread() leaves it.

#include <QCoreApplication>
#include <QCoroTask>
#include <QCoroThread>
#include <QThread>
#include <QWindow>

using QCoro::Task;

Task<int> load();
Task<> save(int);

// --- Reported ----------------------------------------------------------------

Task<> leaves(QWindow *Window, QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  Window->show();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it may go on anywhere since here
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: not fixed: go back first, or do this before leaving
}
Task<> an_await_later(QWindow *Window, QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  const int N = co_await load();
  Window->resize(N, N);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this belongs to the thread of the user interface
}
Task<> on_both_ways(QWindow *Window, QThread *A, QThread *B, bool First) {
  co_await QCoro::moveToThread(First ? A : B);
  if (First)
    Window->hide();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this belongs to the thread of the user interface
}
class Main : public QWindow {
public:
  Task<> refresh(QThread *Worker) {
    co_await QCoro::moveToThread(Worker);
    setTitle(QString());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this belongs to the thread of the user interface
  }
  Task<> own(QThread *Worker) {
    co_await QCoro::moveToThread(Worker);
    count();
  }
  Task<> any_thread(QThread *Worker) {
    co_await QCoro::moveToThread(Worker);
    co_await QCoro::moveToThread(thread());
    setTitle(QString());
    deleteLater();
  }
  int count() { return ++Count; }
  int Count = 0;
};

// --- Silent ------------------------------------------------------------------

Task<> stays(QWindow *Window) {
  co_await load();
  Window->show();
}
Task<> before(QWindow *Window, QThread *Worker) {
  Window->show();
  co_await QCoro::moveToThread(Worker);
  co_await save(1);
}
Task<> back_to_application(QWindow *Window, QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  co_await save(1);
  co_await QCoro::moveToThread(QCoreApplication::instance()->thread());
  Window->show();
}
Task<> back_to_window(QWindow *Window, QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  co_await QCoro::moveToThread(Window->thread());
  Window->show();
}
Task<> back_home(QWindow *Window, QThread *Worker) {
  QThread *const Home = QThread::currentThread();
  co_await QCoro::moveToThread(Worker);
  co_await save(1);
  co_await QCoro::moveToThread(Home);
  Window->show();
}
Task<> perhaps(QWindow *Window, QThread *Worker, bool Far) {
  if (Far)
    co_await QCoro::moveToThread(Worker);
  else
    Window->show();
}
