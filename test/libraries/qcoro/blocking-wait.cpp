// RUN: %check %s async-blocking-wait %t -- %qcoro_flags
// REQUIRES: qcoro

#include <QCoroTask>

#include <QFuture>
#include <QMutex>
#include <QObject>
#include <QPromise>
#include <QReadWriteLock>
#include <QString>
#include <QtCore/QFutureWatcher>
// CHECK-FIXES: #include <QCoro/QCoroFuture>

using QCoro::Task;

Task<int> answer();
Task<> settle();
QFuture<int> compute();
QFuture<void> background();
QFuture<QString> text();
void use(int);

Task<int> awaited() {
  co_return QCoro::waitFor(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitFor' in a coroutine runs a nested event loop, which can re-enter this object [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
}

Task<> statements() {
  QCoro::waitFor(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitFor' in a coroutine runs a nested event loop
  // CHECK-FIXES: co_await settle();
  auto Started = answer();
  use(QCoro::waitFor(Started));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' in a coroutine
  // CHECK-FIXES: use(co_await Started);
  use(QCoro::waitFor(std::move(Started)) + 1);
  using QCoro::waitFor;
  use(waitFor(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' in a coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}

Task<> futures() {
  use(compute().result());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' blocks the thread of this coroutine until the 'QFuture<int>' is complete
  // CHECK-FIXES: use(co_await compute());
  auto Later = compute();
  use(Later.takeResult());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'takeResult' blocks
  // CHECK-FIXES: use(co_await Later);
  use(text().result().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'result' blocks
  // CHECK-FIXES: use((co_await text()).size());
  co_return;
}

Task<> unfixed() {
  auto Later = compute();
  Later.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForFinished' blocks the thread of this coroutine until the 'QFuture<int>' is complete
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'waitForFinished' does not throw, and 'co_await' would
  // It is there now.
  use(Later.result());
  use(compute().results().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'results' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'co_await' gives the first result only
  // A future can have several results; `co_await` gives the first.
  use(compute().resultAt(0));
  co_return;
}

Task<> silent(QFuture<int> A, QFuture<int> B) {
  use(co_await answer());
  if (A.isFinished())
    use(A.result());
  if (A.isResultReadyAt(0))
    use(A.result());
  auto Started = answer();
  if (Started.isReady())
    use(QCoro::waitFor(Started));
  B.then([](QFuture<int> Self) { use(Self.result()); });
  answer().then([](int Value) { use(Value); });
  QFutureWatcher<int> Watcher;
  QObject::connect(&Watcher, &QFutureWatcher<int>::finished,
                   [&] { use(Watcher.result()); });
  co_return;
}

// Not in a coroutine.
int plain() { return QCoro::waitFor(answer()) + compute().result(); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'waitFor' runs a nested event loop, which can re-enter this object [async-blocking-wait]
// CHECK-MESSAGES: :[[@LINE-2]]:59: warning: 'result' blocks the thread until the 'QFuture<int>' is complete [async-blocking-wait]

//===--- Locks ------------------------------------------------------------===//

QMutex Mutex;
QReadWriteLock Many;

Task<> locked() {
  {
    QMutexLocker Locker(&Mutex);
    use(QCoro::waitFor(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitFor' in a coroutine
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'Locker' would hold its mutex while the coroutine is suspended
  }
  Many.lockForRead();
  use(QCoro::waitFor(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' in a coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: 'Many' would be locked while the coroutine is suspended
  Many.unlock();
  QWriteLocker Locker(&Many);
  Locker.unlock();
  use(QCoro::waitFor(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' in a coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}
