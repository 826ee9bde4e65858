// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -pthread -Wno-unused

#include <iostream>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/reactor.hh>

seastar::future<> flush();
void log();
void report_failure(std::exception_ptr Failure);
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
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:21: note: what it throws is caught and written to 'std::cerr'
  // CHECK-FIXES-NOTES: seastar::engine().run_in_background([](auto work) -> seastar::future<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await std::move(work);
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(flush()));
  // CHECK-FIXES-OPTION: seastar::engine().run_in_background([](auto work) -> seastar::future<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await std::move(work);
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(flush()));
  seastar::engine().run_in_background([] { return flush(); });
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:21: warning: an exception that leaves 'flush' is lost
  // CHECK-FIXES-NOTES: seastar::engine().run_in_background([call = [] { return flush(); }] {
  // CHECK-FIXES-NOTES-NEXT:     return [](auto call) -> seastar::future<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await call();
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(call);
  // CHECK-FIXES-NOTES-NEXT:   });
  // CHECK-FIXES-OPTION: seastar::engine().run_in_background([call = [] { return flush(); }] {
  // CHECK-FIXES-OPTION-NEXT:     return [](auto call) -> seastar::future<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await call();
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(call);
  // CHECK-FIXES-OPTION-NEXT:   });
  co_return;
}

// A gate that is closed somewhere keeps it.
seastar::future<> clear() { co_await flush(); }
class Service {
  seastar::gate Gate;
  void starts() {
    seastar::engine().run_in_background(clear());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves 'clear' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:23: note: what it throws is caught and written to 'std::cerr', and whoever joins 'Gate' waits for it; it throws where the gate is closed
    // CHECK-FIXES-NOTES: (void)seastar::with_gate(Gate, [&] { return [](auto work) -> seastar::future<> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await std::move(work);
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(clear()); });
    // CHECK-FIXES-OPTION: seastar::engine().run_in_background([](auto work) -> seastar::future<> {
    // CHECK-FIXES-OPTION-NEXT: try {
    // CHECK-FIXES-OPTION-NEXT: co_await std::move(work);
    // CHECK-FIXES-OPTION-NEXT: } catch (...) {
    // CHECK-FIXES-OPTION-NEXT: report_failure(std::current_exception());
    // CHECK-FIXES-OPTION-NEXT: }
    // CHECK-FIXES-OPTION-NEXT: }(clear()));
  }
};

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
