// Why functions between a token and what takes one get no parameter.
// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -isystem %standins -pthread -Wno-unused -Wno-return-type-c-linkage
#include "home_task.h"
#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>
#include <stop_token>
#include <vector>

using home::task;
task<void> delay(int Seconds, std::stop_token Stop = {});
task<void> look(int Seconds, const std::stop_token *Stop = nullptr);
void sleepFor(int Seconds, std::stop_token Stop = {});

extern "C" {
task<void> inC() {
  co_await delay(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'callsC', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'inC' is 'extern "C"'
}
}
namespace {
task<void> callsC(std::stop_token St) { co_await inC(); }

void many(int, ...) {
  sleepFor(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepFor' does not get the stop token 'St' of 'callsMany'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'many' takes any number of arguments
}
void callsMany(std::stop_token St) { many(1); }

int typed() {
  sleepFor(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepFor' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its type is asked for in an unevaluated operand
  return 1;
}
decltype(typed()) callsTyped(std::stop_token St) { return typed(); }

int global() {
  sleepFor(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepFor' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'global' is called outside of functions
  return 1;
}
int Global = global();
int callsGlobal(std::stop_token St) { return global(); }

int named(int stop, int stop_token, int stop_requests) {
  sleepFor(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepFor' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'named' has another 'stop'
  return stop;
}
int callsNamed(std::stop_token St) { return named(1, 2, 3); }

// Its task goes on when the parameter is gone.
task<void> started() {
  auto Task = look(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'look' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: 'look' takes its token in another way
  return Task;
}
task<void> callsStarted(std::stop_token St) { co_await started(); }

// By reference, as the library does it.
seastar::future<> limited(seastar::semaphore &Limit) {
  // CHECK-FIXES: seastar::future<> limited(seastar::semaphore &Limit, seastar::abort_source &stop) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get the stop token 'Source' of 'limits'
  // CHECK-FIXES: co_await Limit.wait(stop);
}
seastar::future<> limits(seastar::semaphore &Limit, seastar::abort_source &Source) {
  co_await limited(Limit);
  // CHECK-FIXES: co_await limited(Limit, Source);
}

seastar::future<> sometimes(seastar::semaphore &Limit) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: not all that call 'sometimes' have a token, and a reference has no default
}
seastar::future<> with(seastar::semaphore &Limit, seastar::abort_source &Source) {
  co_await sometimes(Limit);
}
seastar::future<> without(seastar::semaphore &Limit) {
  return sometimes(Limit);
}
seastar::future<> runsIt(seastar::semaphore &Limit) { co_await without(Limit); }
int startsIt(seastar::semaphore &Limit) { (void)without(Limit); return 1; }

// Another parameter makes it another coroutine: no constructor fits, and the promise
// is made without one.
struct logged {
  struct promise_type {
    promise_type() = default;
    promise_type(int Id);
    logged get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const;
};
logged withPromise(int Id) {
  co_await delay(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'callsLogged'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: the promise of 'withPromise' looks at its parameters
}
task<void> callsLogged(std::stop_token St) { co_await withPromise(1); }

// Where the arguments come from there is a function of that name with a token.
} // namespace
namespace lib {
struct packet {};
task<void> send(packet, std::stop_token);
template <class T> struct box {};
task<void> store(box<packet>, std::stop_token);
} // namespace lib
namespace {
task<void> send(lib::packet) {
  co_await delay(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'callsSend'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'send' is overloaded
}
task<void> callsSend(std::stop_token St) { co_await send(lib::packet{}); }
task<void> store(const std::vector<lib::box<lib::packet>> &) {
  co_await delay(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'delay' does not get the stop token 'St' of 'callsStore'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'store' is overloaded
}
task<void> callsStore(std::stop_token St) { co_await store({}); }

// Nobody waits for what goes on by itself: a request's end is not its end.
struct detached {
  struct promise_type {
    detached get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
detached audit(int Id) {
  co_await delay(Id);
}
task<void> callsAudit(std::stop_token St) {
  audit(2);
  co_return;
}

// One of the calls goes on when the caller's source has ended.
seastar::future<> twice(seastar::semaphore &Limit) {
  co_await Limit.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: not all that call 'twice' have a token, and a reference has no default
}
seastar::future<> callsTwice(seastar::semaphore &Limit, seastar::abort_source &Source) {
  co_await twice(Limit);
  (void)twice(Limit).handle_exception([](std::exception_ptr) {});
}
} // namespace
