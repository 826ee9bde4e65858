// RUN: %check %s async-swallowed-cancellation %t -- -isystem %standins -pthread
// RUN: %check %inputs/swallowed-cancellation.cpp async-swallowed-cancellation %t-all '-replace=HEADER=><seastar/core/coroutine.hh>' '-replace=MORE=><seastar/core/abort_source.hh>' '-replace=INTS=>seastar::future<int>' '-replace=VOIDS=>seastar::future<>' '-replace=TOKEN=>seastar::abort_source &' '-replace=CANCELLED=>seastar::abort_requested_exception' '-replace=NAMED=>seastar::abort_requested_exception' '-replace=SILENCE=>' -- -isystem %standins -pthread

#include <chrono>
#include <seastar/core/abort_source.hh>
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sleep.hh>

void log(const char *);
seastar::future<> send(int);
using seconds = std::chrono::seconds;

// CHECK-FIXES: } catch (const seastar::abort_requested_exception &) {
// CHECK-FIXES: throw;
// CHECK-FIXES: } catch (const seastar::gate_closed_exception &) {
// CHECK-FIXES: throw;
// CHECK-FIXES: } catch (const seastar::broken_semaphore &) {
// CHECK-FIXES: throw;
class service {
public:
  seastar::future<> gate_closed() {
    try {
      co_await seastar::sleep_abortable(seconds(1), As);
      co_await seastar::with_gate(Gate, [] { return send(1); });
    } catch (const seastar::sleep_aborted &) {
      throw;
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'seastar::abort_requested_exception', too, by which somebody asks to stop, and only another one is named before it [async-swallowed-cancellation]
      log("failed");
    }
  }
  seastar::future<> semaphore_broken() {
    try {
      auto Holder = Gate.hold();
      co_await seastar::get_units(Slots, 1);
    } catch (const seastar::gate_closed_exception &) {
      throw;
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'seastar::broken_semaphore', too, by which somebody asks to stop, and only another one is named before it [async-swallowed-cancellation]
      log("failed");
    }
  }
  seastar::future<> condition_broken() {
    for (;;) {
      try {
        co_await Changed.wait();
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'seastar::broken_condition_variable', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        log("again");
      }
    }
  }
  seastar::future<> sleep_aborted() {
    while (true) {
      try {
        co_await send(1);
        co_await seastar::sleep_abortable(seconds(1), As);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'seastar::abort_requested_exception', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-2]]:9: note: whoever awaits this coroutine gets it then
        log("again");
      }
    }
  }

  // --- Silent ----------------------------------------------------------------

  seastar::future<> sleeps_outside() {
    while (true) {
      try {
        co_await seastar::get_units(Slots, 1);
      } catch (...) {
        log("again");
      }
      co_await seastar::sleep_abortable(seconds(1), As);
    }
  }
  seastar::future<> a_base_is_named() {
    while (true) {
      try {
        co_await seastar::sleep_abortable(seconds(1), As);
      } catch (const seastar::abort_requested_exception &) {
        throw;
      } catch (...) {
        log("again");
      }
    }
  }
  seastar::future<> the_gate_is_asked() {
    while (true) {
      try {
        co_await seastar::get_units(Slots, 1);
      } catch (...) {
        Gate.check();
      }
      if (Gate.is_closed())
        co_return;
    }
  }
  seastar::future<> nobody_can_stop_it() {
    while (true) {
      try {
        co_await send(1);
        co_await seastar::sleep(seconds(1));
      } catch (...) {
        log("again");
      }
    }
  }

private:
  seastar::abort_source As;
  seastar::gate Gate;
  seastar::semaphore Slots{1};
  seastar::condition_variable Changed;
};
