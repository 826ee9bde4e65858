// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/reactor.hh>

seastar::future<> flush();
void log();
seastar::future<> careful() {
  try {
    co_await flush();
  } catch (...) {
    log();
  }
}

seastar::future<> starts() {
  seastar::engine().run_in_background(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: an exception that leaves 'flush' is lost, if 'flush' lets one out: its body was not seen [async-detached-coroutine]
  seastar::engine().run_in_background([] { return flush(); });
  co_return;
}

// --- Silent ------------------------------------------------------------------

seastar::future<> handled() {
  seastar::engine().run_in_background(careful());
  co_await flush();
}
// Futures that have failed are logged.
void left_running() { (void)flush(); }
seastar::future<> held(seastar::gate &Gate) {
  (void)seastar::with_gate(Gate, [] { return flush(); });
  co_await Gate.close();
}
