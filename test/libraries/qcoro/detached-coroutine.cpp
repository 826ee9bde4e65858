// Qt calls its slots, and takes nothing from them.
// RUN: %check %s async-detached-coroutine %t -- %qcoro_flags -I%inputs -Wno-unused
// REQUIRES: qcoro

#include <QCoroTask>
#include <QObject>
#include <QTimer>
#include <tasks.h>

using home::oneway;

QCoro::Task<> save();

class Window : public QObject {
public slots:
  // Silent: slots, by their section, their mark, or by being connected.
  oneway clicked() { co_await save(); }
  oneway pressed(int Key) {
    if (Key)
      co_await save();
  }

public:
  Q_SLOT oneway resized() { co_await save(); }
  oneway ticked() { co_await save(); }
  oneway fired() { co_await save(); }
  Q_INVOKABLE oneway invoked() { co_await save(); }

  // Nobody connects it.
  oneway refresh() {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'refresh' terminates the program; nobody can await it [async-detached-coroutine]
    co_await save();
  }

protected slots:
  oneway moved();

private:
  oneway helper();
};

// A slot's definition elsewhere is one, too.
oneway Window::moved() { co_await save(); }
oneway Window::helper() {
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: an exception that leaves 'helper' terminates the program
  co_await save();
}

// All of its callers are here, and can wait.
static oneway reload() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception that leaves 'reload' terminates the program
  // CHECK-FIXES: static QCoro::Task<> reload() {
  co_await save();
}
QCoro::Task<> reloads() {
  co_await save();
  reload();
  // CHECK-FIXES: co_await reload();
}

oneway notASlot() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'notASlot' terminates the program
  co_await save();
}
oneway connected() { co_await save(); }

void start(QTimer *Timer, Window *W) {
  QObject::connect(Timer, &QTimer::timeout, W, &Window::ticked);
  QObject::connect(Timer, &QTimer::timeout, connected);
  QObject::connect(Timer, &QTimer::timeout,
                   []() -> oneway { co_await save(); });
  QTimer::singleShot(1, W, &Window::fired);
  QTimer::singleShot(1, []() -> oneway { co_await save(); });
  auto Now = []() -> oneway {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: an exception that leaves this coroutine terminates the program
    co_await save();
  };
  Now();
}

// Silent: tasks, and what catches everything.
QCoro::Task<> task() { co_await save(); }
oneway careful() {
  try {
    co_await save();
  } catch (...) {
  }
}
