// RUN: %check %s async-redundant-coroutine %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroFuture>
#include <QCoroTask>
#include <QFuture>
#include <QString>

using QCoro::Task;

Task<int> size(QString Name) noexcept;
Task<int> find(const QString &Name);
Task<> save(int Id) noexcept;
Task<> visible(int Id) {
  co_await save(Id);
  co_await save(Id);
}

Task<int> passed_on(QString Name) noexcept {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'passed_on' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await size(std::move(Name));
  // CHECK-FIXES: return size(std::move(Name));
}
Task<> last(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'last' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_await visible(Id);
  // CHECK-FIXES: return visible(Id);
}

// --- Silent ------------------------------------------------------------------

Task<int> of_its_own(QString Name) { co_return co_await find(Name); }
Task<int> of_a_future(QFuture<int> Future) { co_return co_await Future; }
// Nothing makes a task that is complete.
Task<int> answer() { co_return 42; }
Task<> handles(int Id) {
  try {
    co_await visible(Id);
  } catch (...) {
  }
}
