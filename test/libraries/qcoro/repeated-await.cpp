// RUN: %check %s async-repeated-await %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

// QCoro: several may await one task, but the first to resume moves the value
// out of it.

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QFuture>
#include <QString>
#include <QTimer>

using QCoro::Task;

Task<QString> name(int Id);
Task<int> load(int Id);
Task<> save(int Id);
void use(const QString &);
void use(int);

// --- Reported ------------------------------------------------------------

Task<> twice() {
  auto Name = name(1);
  use(co_await Name);
  use(co_await Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is awaited again; a 'QCoro::Task<QString>' can be used only once [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it is awaited here first
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: not fixed: no variable keeps the first result
}

Task<> first_result() {
  auto Name = name(1);
  const QString First = co_await Name;
  use(First);
  use(co_await Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is awaited again
  // CHECK-FIXES: use(First);
}

void waited_twice() {
  auto Name = name(1);
  use(QCoro::waitFor(Name));
  use(QCoro::waitFor(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Name' is used by 'waitFor' again
}

Task<> moved_then_by_name() {
  auto Number = load(1);
  auto Other = std::move(Number);
  use(co_await Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Number' is awaited after it was moved
  use(co_await Other);
}

// --- Silent ---------------------------------------------------------------

// Moving a number out leaves it there.
Task<> numbers() {
  auto Number = load(1);
  use(co_await Number);
  use(co_await Number);
}

Task<> nothing() {
  auto Saved = save(1);
  co_await Saved;
  co_await Saved;
}

Task<> made_again() {
  auto Name = name(1);
  use(co_await Name);
  Name = name(2);
  use(co_await Name);
}

Task<> one_each() {
  auto First = name(1), Second = name(2);
  use(co_await First);
  use(co_await Second);
}

Task<> either(bool B) {
  auto Name = name(1);
  if (B)
    use(co_await Name);
  else
    use(1);
}

// Futures are shared.
Task<> futures(QFuture<QString> Future) {
  use(co_await Future);
  use(co_await Future);
}

Task<> timers(QTimer &Timer) {
  co_await Timer;
  co_await Timer;
}

// then() has moved the value out, of a named task, too.
Task<> continued() {
  auto Name = name(1), Other = name(2);
  Name.then([](const QString &) {});
  use(co_await Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is awaited after it was used by 'then'
  Other = name(3);
  Other.then([](const QString &) {});
}

// --- A continuation takes the value, too -----------------------------------

Task<> continued_and_awaited() {
  auto Name = name(1);
  auto Shown = Name.then([](QString S) { use(S); });
  use(co_await Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is awaited after it was used by 'then'; a 'QCoro::Task<QString>' can be used only once
  co_await Shown;
}
Task<> continued_twice() {
  auto Name = name(1);
  Name.then([](QString S) { use(S); });
  Name.then([](QString S) { use(S); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Name' is used by 'then' again
  co_return;
}
Task<> continued_or_awaited(bool B) {
  auto Name = name(1), Other = name(2);
  if (B)
    Name.then([](QString S) { use(S); });
  else
    use(co_await Name);
  co_await Other.then([](QString S) { use(S); });
  // A number stays where it is, and futures are shared.
  auto Number = load(1);
  Number.then([](int N) { use(N); });
  use(co_await Number);
}
Task<> futures_continued(QFuture<QString> Future) {
  Future.then([](QString S) { use(S); });
  use(co_await Future);
}
