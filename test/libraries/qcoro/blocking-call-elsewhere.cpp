// RUN: %check %s async-blocking-call %t -fix-notes -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

// What has no awaiting form, Qt's thread pool does.

// CHECK-FIXES: #include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent/QtConcurrentRun>
#include <cstdlib>
#include <thread>

QCoro::Task<int> runs() {
  int Status = std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:16: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: int Status = co_await QtConcurrent::run([&] { return std::system("make"); });
  co_return Status;
}
QCoro::Task<> joins(std::thread Worker) {
  Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await QtConcurrent::run([&] { Worker.join(); });
  co_return;
}
