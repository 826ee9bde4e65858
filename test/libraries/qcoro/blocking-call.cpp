// RUN: %check %s async-blocking-call %t -- %qcoro_flags
// REQUIRES: qcoro

#include <QCoroTask>

#include <QFuture>
#include <QIODevice>
#include <QLocalSocket>
#include <QMutex>
#include <QNetworkReply>
#include <QProcess>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <chrono>
#include <thread>

// CHECK-FIXES-DAG: #include <QCoro/QCoroTimer>
// CHECK-FIXES-DAG: #include <QCoro/QCoroProcess>
// CHECK-FIXES-DAG: #include <QCoro/QCoroIODevice>
// CHECK-FIXES-DAG: #include <QCoro/QCoroAbstractSocket>
// CHECK-FIXES-DAG: #include <QCoro/QCoroLocalSocket>
// CHECK-FIXES-DAG: #include <QCoro/QCoroNetworkReply>
// CHECK-FIXES-DAG: #include <QCoro/QCoroThread>

using QCoro::Task;
using namespace std::chrono_literals;

void use(bool);

Task<> begin();

Task<> sleeps(int Count) {
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::seconds(1));
  QThread::msleep(Count + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(Count + 1));
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await QCoro::sleepFor(10ms);
  co_return;
}

Task<> no_sleeps() {
  QThread::msleep(0);
  QThread::yieldCurrentThread();
  co_return;
}

Task<> processes(QProcess &Process, QProcess *Other) {
  co_await begin();
  use(Process.waitForStarted());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitForStarted' blocks the thread of this coroutine until the process has started or the time is up
  // CHECK-FIXES: use(co_await qCoro(Process).waitForStarted());
  if (!Other->waitForFinished(500))
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitForFinished' blocks
    // CHECK-FIXES: if (!co_await qCoro(Other).waitForFinished(500))
    co_return;
  Process.waitForReadyRead(-1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForReadyRead' blocks
  // CHECK-FIXES: co_await qCoro(Process).waitForReadyRead(-1);
  QProcess::execute("make", {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execute' blocks
}

Task<> devices(QIODevice *Device) {
  co_await begin();
  use(Device->waitForReadyRead(100));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitForReadyRead' blocks the thread of this coroutine until there is data or the time is up
  // CHECK-FIXES: use(co_await qCoro(Device).waitForReadyRead(100));
  Device->waitForBytesWritten(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForBytesWritten' blocks
  // CHECK-FIXES: co_await qCoro(Device).waitForBytesWritten(100);
  // An optional number of bytes.
  use(Device->waitForBytesWritten(100));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitForBytesWritten' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: its value is used
  co_return;
}

Task<> no_devices(QIODevice *Device, QProcess &Process) {
  use(Device->waitForReadyRead(0));
  use(Process.waitForFinished(0));
  use(Device->bytesAvailable() > 0);
  Process.start();
  co_return;
}

// The object's class decides which adaptor is needed.
Task<> sockets(QTcpSocket &Socket, QAbstractSocket *Base, QLocalSocket &Local,
               QNetworkReply *Reply) {
  co_await begin();
  use(Socket.waitForConnected());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForConnected' blocks
  // CHECK-FIXES: use(co_await qCoro(Socket).waitForConnected());
  use(Socket.waitForReadyRead(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForReadyRead' blocks
  // CHECK-FIXES: use(co_await qCoro(Socket).waitForReadyRead(10));
  Base->waitForDisconnected(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitForDisconnected' blocks
  // CHECK-FIXES: co_await qCoro(Base).waitForDisconnected(5);
  use(Local.waitForConnected(20));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitForConnected' blocks
  // CHECK-FIXES: use(co_await qCoro(Local).waitForConnected(20));
  use(Reply->waitForReadyRead(20));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForReadyRead' blocks
  // CHECK-FIXES: use(co_await qCoro(Reply).waitForReadyRead(20));
  co_return;
}

Task<> servers(QTcpServer &Server) {
  use(Server.waitForNewConnection(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitForNewConnection' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'co_await qCoro(server).waitForNewConnection()' gives the connection itself
  co_return;
}

Task<> threads(QThread *Thread, QSemaphore &Semaphore, QMutex &Mutex) {
  co_await begin();
  Thread->wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of this coroutine until the thread ends
  // CHECK-FIXES: co_await qCoro(Thread).waitForFinished();
  Thread->wait(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: this form of 'wait' has no awaiting twin
  Semaphore.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'acquire' blocks
  Mutex.lock();
  Mutex.unlock();
  co_return;
}

Task<> no_threads(QThread *Thread, QSemaphore &Semaphore) {
  Thread->wait(0);
  Thread->quit();
  use(Semaphore.tryAcquire());
  co_return;
}

// The object itself, when none is written.
struct download : QProcess {
  Task<> run() {
    waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'waitForFinished' blocks
    // CHECK-FIXES: co_await qCoro(this).waitForFinished();
    co_return;
  }
};

void function(QProcess &Process) { Process.waitForFinished(); }
