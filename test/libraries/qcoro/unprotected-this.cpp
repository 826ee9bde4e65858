// RUN: %check %s async-unprotected-this %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoro/QCoroTask>
#include <QObject>
#include <QPointer>

QCoro::Task<void> save(int Id);

class window : public QObject {
public slots:
  QCoro::Task<void> on_click() {
    co_await save(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'on_click', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what does not own it must be asked behind each suspension
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: take 'QPointer<window>(this)' before it is suspended, and ask it behind
    ++Clicks;
  }
  QCoro::Task<void> on_key(int Key) {
    ++Clicks;
    co_await save(Key);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'on_key', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show(co_await count());
  }
  QCoro::Task<void> never_asks() {
    QPointer<window> Here(this);
    co_await save(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'never_asks', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }

  // --- Silent ----------------------------------------------------------------

  QCoro::Task<void> asks() {
    QPointer<window> Here(this);
    co_await save(1);
    if (!Here)
      co_return;
    show();
  }
  QCoro::Task<void> asks_by_another_name() {
    const auto Here = QPointer<QObject>(this);
    co_await save(1);
    if (Here)
      show();
  }
  QCoro::Task<void> reads_first() {
    const int Now = Clicks;
    co_await save(Now);
  }
  QCoro::Task<void> shows_first() {
    show();
    co_await save(1);
  }

public:
  // Somebody awaits these.
  QCoro::Task<int> count() {
    co_await save(1);
    co_return Clicks;
  }
  QCoro::Task<void> awaits() {
    const int Now = co_await count();
    show(Now);
  }

private:
  void show(int = 0);
  int Clicks = 0;
};

// No QObject, whose slots nobody calls.
class model {
public:
  QCoro::Task<void> load() {
    co_await save(1);
    ++Loads;
  }

private:
  int Loads = 0;
};
