// RUN: %check %s async-unawaited-task %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QFuture>
#include <QObject>
#include <QTimer>
#include <tuple>
#include <vector>

using QCoro::Task;

Task<> save(int Id);
Task<int> load(int Id);
QFuture<int> compute();

Task<> dropped(QTimer &Timer) {
  co_await save(0);
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited, so nobody sees its result or its exception [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is not awaited
  // CHECK-FIXES: co_await load(2);
  qCoro(Timer).waitForTimeout();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'waitForTimeout' is not awaited
  // CHECK-FIXES: co_await qCoro(Timer).waitForTimeout();
  qCoro(&Timer, &QTimer::timeout);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'qCoro' is not awaited
  // CHECK-FIXES: co_await qCoro(&Timer, &QTimer::timeout);
  // The callback has the result: nothing is lost.
  load(3).then([](int) {});
  auto Unread = load(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Unread' is not awaited
  // CHECK-FIXES: co_await load(4);
  co_return;
}

void inFunction() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
  auto L = [] {
    save(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  };
  L();
}

void onPurpose() {
  (void)save(1);
  std::ignore = save(2);
  Q_UNUSED(save(3));
  auto Held = save(4);
  Q_UNUSED(Held);
  [[maybe_unused]] auto AlsoHeld = save(5);
}

// Slots: Qt calls them and nobody takes their result.
class Window : public QObject {
  Q_OBJECT
public:
  Window(QTimer &Timer);
  Task<> run();
  void plain() {
    run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'run' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'plain' is not a coroutine
  }
  Q_SLOT void marked() { run(); }
  Q_INVOKABLE void invokable() { run(); }
  static void onTimeout() { save(1); }
  void overloaded() { run(); }
  void overloaded(int) { run(); }
public slots:
  void onClicked() {
    run();
    auto Held = run();
  }
  Task<> onOpened() {
    run();
    co_await run();
  }
  void definedOutside();
private Q_SLOTS:
  void onClosed() { run(); }
signals:
  void changed(int);
private:
  void hidden() {
    run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'run' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'hidden' is not a coroutine
  }
  void connected() { run(); }
  void single() { run(); }
};
void Window::definedOutside() { run(); }

void onStarted() { save(1); }
void onStopped() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'onStopped' is not a coroutine
}

Window::Window(QTimer &Timer) {
  connect(&Timer, &QTimer::timeout, this, [this] { run(); });
  connect(&Timer, &QTimer::timeout, this, [this]() -> Task<> {
    run();
    co_await run();
  });
  connect(&Timer, &QTimer::timeout, this, [this] {
    [this]() -> Task<> { co_await run(); }();
  });
  connect(&Timer, &QTimer::timeout, this, &Window::connected);
  connect(&Timer, &QTimer::timeout, this, qOverload<>(&Window::overloaded));
  connect(this, &Window::changed, this,
          static_cast<void (Window::*)(int)>(&Window::overloaded));
  QObject::connect(&Timer, &QTimer::timeout, &Window::onTimeout);
  QObject::connect(&Timer, &QTimer::timeout, onStarted);
  QTimer::singleShot(10, this, &Window::single);
  QTimer::singleShot(10, [] { save(1); });
  QMetaObject::invokeMethod(this, [] { save(2); });
  run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'run' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: a constructor or destructor cannot be a coroutine
  connect(&Timer, &QTimer::timeout, this, [this] {
    auto Inner = [this] {
      run();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'run' is not awaited
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: the enclosing lambda is not a coroutine
    };
    Inner();
  });
}

struct Model {
  Task<> Loading;
  std::vector<Task<>> Pending;
};

Task<int> kept(Model &M, QTimer &Timer) {
  M.Loading = save(1);
  M.Pending.push_back(save(2));
  auto Later = load(3);
  co_await Later;
  QCoro::connect(load(4), &Timer, [](int) {});
  QCoro::waitFor(save(5));
  auto Future = compute();
  compute();
  int A = co_await compute();
  co_await qCoro(Timer).waitForTimeout();
  auto Chained = load(6).then([](int) {});
  co_await Chained;
  co_return co_await load(7);
}
Task<> passedOn() { return save(1); }
