// RUN: %check %s async-blocking-wait %t -- %qcoro_flags
// REQUIRES: qcoro

// With the header of QCoro that makes futures awaitable.
#include <QCoroFuture>
#include <QCoroTask>

// Awaited through the wrapper; which says nothing of another future.
QCoro::Task<int> wrapped(QFuture<int> A, QFuture<int> B) {
  co_await qCoro(A).waitForFinished();
  int Other = B.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' blocks
  // CHECK-FIXES: int Other = co_await B;
  co_return A.isCanceled() ? Other : A.result();
}

QCoro::Task<int> taken(QFuture<int> A) {
  co_await qCoro(A).waitForFinished();
  co_return A.takeResult();
}
