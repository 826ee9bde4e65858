// RUN: %check %s async-unprotected-this %t -- -isystem %standins

#include <chrono>
#include <memory>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/shared_ptr.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/timer.hh>
#include <seastar/core/weak_ptr.hh>
#include <vector>

using namespace std::chrono_literals;

seastar::future<> save(int Id);

class cache {
public:
  seastar::future<> stop() { co_await Gate.close(); }

  void discards() { (void)refresh(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: the gate waits for it then, and starts nothing any more when it is closed
  void forgets() { refresh(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  void handles() {
    (void)refresh().handle_exception([](std::exception_ptr) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }
  void with_a_value(int Id) { (void)load(Id); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nothing holds 'Gate' while 'load' runs in the background [async-unprotected-this]
  void ends_before() {
    auto Held = Gate.hold();
    (void)refresh();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }
  void arms() {
    Timer.set_callback([this] { (void)refresh(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }
  void returns_to_the_timer() {
    Timer.set_callback([this] { return refresh(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: hold it until this work has ended
  }
  void continues() {
    (void)seastar::sleep(1s).then([this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while this runs in the background [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:46: note: the object is used here, when it has been suspended
  }
  void continues_long() {
    (void)save(1)
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while this runs in the background [async-unprotected-this]
        .then([] {})
        .then([this] { return save(Count); })
        .handle_exception([](std::exception_ptr) {});
  }
  void in_a_lambda() {
    (void)[this]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while this runs in the background [async-unprotected-this]
      co_await save(1);
      ++Count;
    }();
  }
  void in_a_loop() {
    for (int I = 0; I < 3; ++I)
      (void)load(I);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing holds 'Gate' while 'load' runs in the background [async-unprotected-this]
  }
  seastar::future<> in_a_coroutine() {
    auto Held = Gate.hold();
    co_await save(1);
    (void)refresh();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }
  void checks_only() {
    if (Gate.is_closed())
      return;
    (void)refresh();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }

  // --- Silent
  void holds() { (void)held(); }
  void holds_around() {
    (void)seastar::with_gate(Gate, [this] { return refresh(); });
  }
  void tries() {
    (void)seastar::try_with_gate(Gate, [this] { return refresh(); })
        .handle_exception([](std::exception_ptr) {});
  }
  void keeps() {
    (void)refresh().finally([Held = Gate.hold()] {});
  }
  void keeps_a_variable() {
    auto Held = Gate.hold();
    (void)refresh().finally([Held = std::move(Held)] {});
  }
  void hands_it_over() { (void)with_holder(Gate.hold()); }
  void enters() {
    Gate.enter();
    (void)refresh().finally([this] { Gate.leave(); });
  }
  void enters_in_it() { (void)entered(); }
  void arms_well() {
    Timer.set_callback([this] { (void)held(); });
  }
  void continues_well() {
    (void)seastar::with_gate(Gate, [this] {
      return seastar::sleep(1s).then([this] { ++Count; });
    });
  }
  void tries_to_hold() {
    if (auto Held = Gate.try_hold())
      (void)refresh().finally([Held = std::move(Held)] {});
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing holds 'Gate' while 'refresh' runs in the background [async-unprotected-this]
  }
  void reads_only_first() { (void)copies(); }
  void is_elsewhere() { (void)elsewhere(); }
  void ready() { (void)seastar::make_ready_future<>(); }
  void of_another() { (void)save(Count); }
  void stops() { (void)stop(); }
  seastar::future<> returns() { return refresh(); }
  seastar::future<> awaits() { co_await refresh(); }
  void stores() { Done = refresh(); }
  void signals() { (void)signalling(); }
  seastar::future<> close() {
    co_await Gate.close();
    co_await Finished.wait();
  }

private:
  seastar::future<> refresh() {
    co_await save(1);
    ++Count;
  }
  seastar::future<int> load(int Id) {
    co_await save(Id);
    co_return Count;
  }
  seastar::future<> held() {
    auto Held = Gate.hold();
    co_await save(1);
    ++Count;
  }
  seastar::future<> entered() {
    co_await seastar::with_gate(Gate, [this] { return refresh(); });
  }
  seastar::future<> with_holder(seastar::gate::holder) {
    co_await save(1);
    ++Count;
  }
  seastar::future<> copies() {
    const int Now = Count;
    co_await save(Now);
  }
  seastar::future<> signalling() {
    co_await save(1);
    ++Count;
    Finished.signal();
  }
  seastar::future<> elsewhere();

  seastar::gate Gate;
  seastar::semaphore Finished{0};
  seastar::timer<> Timer;
  seastar::future<> Done = seastar::make_ready_future<>();
  int Count = 0;
};

// No gate, and a stop() that waits for something else.
class server {
public:
  seastar::future<> stop() { co_await std::move(Listening); }
  void start() {
    Listening = listen();
    (void)report();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'report' runs in the background, and 'stop' does not wait for it [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: what ends it, or waits for it, is for you to tell
  }
  void tick() {
    (void)seastar::sleep(1s).then([this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this runs in the background, and 'stop' does not wait for it [async-unprotected-this]
  }

private:
  seastar::future<> listen() {
    co_await save(1);
    ++Count;
  }
  seastar::future<> report() {
    for (;;) {
      co_await seastar::sleep(1s);
      co_await save(Count);
    }
  }
  seastar::future<> Listening = seastar::make_ready_future<>();
  int Count = 0;
};

// The gate has a name.
class pool {
public:
  seastar::future<> stop() { co_await Workers.close(); }
  void start() { (void)work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing holds 'Workers' while 'work' runs in the background [async-unprotected-this]
  void start_well() {
    (void)seastar::with_gate(Workers, [this] { return work(); });
  }

private:
  seastar::future<> work() {
    co_await save(1);
    ++Count;
  }
  seastar::named_gate Workers;
  int Count = 0;
};

// Shared.
class connection : public seastar::enable_lw_shared_from_this<connection> {
public:
  void start() { (void)read(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void start_well() {
    (void)read().finally([self = shared_from_this()] {});
  }

private:
  seastar::future<> read() {
    co_await save(1);
    ++Count;
  }
  int Count = 0;
};

class lease : public seastar::enable_shared_from_this<lease>,
              public seastar::weakly_referencable<lease> {
public:
  void renew() { (void)ask(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing keeps this object alive while 'ask' runs [async-unprotected-this]
  void renew_well() {
    (void)ask().finally([self = shared_from_this()] {});
    (void)asks();
  }

private:
  seastar::future<> ask() {
    co_await save(1);
    ++Count;
  }
  seastar::future<> asks() {
    auto Weak = weak_from_this();
    co_await save(1);
    if (Weak)
      ++Count;
  }
  int Count = 0;
};

// Neither: nothing tells how its objects end.
class plain {
public:
  void start() { (void)read(); }

private:
  seastar::future<> read() {
    co_await save(1);
    ++Count;
  }
  int Count = 0;
};

// --- stop() is no coroutine, or in another file ----------------------------

class pinger {
public:
  seastar::future<> stop() { return Gate.close(); }
  void pings(int Id) {
    (void)ping(Id).then([this] { return answer(); }).finally([this] {
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while this runs in the background [async-unprotected-this]
      --Pending;
    });
  }
  void pings_in_the_gate(int Id) {
    (void)ping(Id).then([this] { return answer(); }).finally(
        [Held = Gate.hold()] {});
  }
  void tells_nobody(int Id) {
    (void)ping(Id).then([] {}).finally([Id] {});
  }
  seastar::future<> waits(int Id) {
    return ping(Id).then([this] { return answer(); });
  }

private:
  seastar::future<> ping(int Id);
  seastar::future<> answer();
  seastar::gate Gate;
  int Pending = 0;
};

class stopped_elsewhere {
public:
  seastar::future<> stop();
  void counts() {
    (void)seastar::sleep(1s).then([this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing holds 'Gate' while this runs in the background [async-unprotected-this]
  }

private:
  seastar::gate Gate;
  int Count = 0;
};
