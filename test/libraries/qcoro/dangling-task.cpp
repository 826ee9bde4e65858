// RUN: %check %s async-dangling-task %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroTask>
#include <QCoroTimer>
#include <QString>

using QCoro::Task;

QString text();
Task<> idle();
Task<int> uses_later(const QString &Name) {
  co_await idle();
  co_return int(Name.size());
}
Task<int> uses_first(const QString &Name) {
  const int Size = int(Name.size());
  co_await idle();
  co_return Size;
}

Task<int> returned(QString Name) {
  return uses_later(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'uses_later' is returned and refers to parameter 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await uses_later(Name);
}
Task<int> stored() {
  auto Running = uses_later(text());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'uses_later' is stored in 'Running' and refers to a temporary 'QString' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto Name = text();
  // CHECK-FIXES: auto Running = uses_later(Name);
  co_await idle();
  co_return co_await Running;
}
void left_running() {
  (void)uses_later(text());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'uses_later' is left running and refers to a temporary 'QString' that is destroyed at the end of this expression [async-dangling-task]
}

// --- Silent ------------------------------------------------------------------

// It has looked at the name before it returns.
Task<int> began() {
  auto Running = uses_first(text());
  co_await idle();
  co_return co_await Running;
}
Task<> awaited() { co_await uses_later(text()); }
int waited() { return QCoro::waitFor(uses_later(text())); }

// --- Slots that are called once -------------------------------------------------

void shot(QObject *Context, QString Name) {
  QTimer::singleShot(1, [Name]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'singleShot' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
  // CHECK-FIXES: QTimer::singleShot(1, [Name]() { return [](const auto Name) -> Task<> {
    co_await idle();
    (void)(Name.size() + 1);
  });
  QMetaObject::invokeMethod(Context, [Name]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'invokeMethod' destroys this lambda
  // CHECK-FIXES: }(Name); });
  // CHECK-FIXES: QMetaObject::invokeMethod(Context, [Name]() { return [](const auto Name) -> Task<> {
    co_await idle();
    (void)(Name.size() + 1);
  });
  // CHECK-FIXES: }(Name); });
  // It is called again.
  QObject::connect(Context, &QObject::destroyed, [Name]() -> Task<> {
    co_await idle();
    (void)(Name.size() + 1);
  });
  QTimer::singleShot(1, [Name]() -> Task<> { (void)(Name.size() + 1); co_await idle(); });
}
