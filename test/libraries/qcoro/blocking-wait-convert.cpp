// RUN: %check %s async-blocking-wait %t -- %qcoro_flags
// REQUIRES: qcoro

// Async all the way down with QCoro.

#include <QCoroFuture>
#include <QCoroTask>
#include <QString>

QCoro::Task<int> answer();
QCoro::Task<> settle();
QFuture<int> compute();
void use(int);

static int load() { return QCoro::waitFor(answer()); }
// CHECK-NOTES: :[[@LINE-1]]:28: warning: 'waitFor' runs a nested event loop, which can re-enter this object [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'load' is called by 'both' here
// CHECK-NOTES: {{.*}}: note: 'both' is called by the coroutine 'handler' here
// CHECK-FIXES: static QCoro::Task<int> load() { co_return co_await answer(); }

static int both() {
// CHECK-FIXES: static QCoro::Task<int> both() {
  QCoro::waitFor(settle());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'waitFor' runs a nested event loop, which can re-enter this object [async-blocking-wait]
  // CHECK-NOTES: {{.*}}: note: 'both' is called by the coroutine 'handler' here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: fixed together with the first wait in 'load'
  // CHECK-FIXES: co_await settle();
  return load() + 1;
  // CHECK-FIXES: co_return co_await load() + 1;
}

static int computed() { return compute().result(); }
// CHECK-NOTES: :[[@LINE-1]]:42: warning: 'result' blocks the thread of a coroutine until the 'QFuture<int>' is complete [async-blocking-wait]
// CHECK-NOTES: {{.*}}: note: 'computed' is called by the coroutine 'handler' here
// CHECK-FIXES: static QCoro::Task<int> computed() { co_return co_await compute(); }

QCoro::Task<> handler() {
  use(both());
  // CHECK-FIXES: use(co_await both());
  use(computed());
  // CHECK-FIXES: use(co_await computed());
  co_return;
}

int main() { return load(); }
// CHECK-FIXES: int main() { return QCoro::waitFor(load()); }
