// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -pthread -Wno-unused

// Futures that run at once: only what throws changes, and there is a ready
// value.

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <seastar/coroutine/exception.hh>
#include <memory>
#include <string>
#include <vector>

using seastar::future;

future<int> load(int Id) noexcept;
future<int> parse(int Id);
int compute(int Id);
future<int> visible(int Id) {
  co_await seastar::sleep(std::chrono::milliseconds(Id));
  co_return Id;
}

// --- Passing on ----------------------------------------------------------

future<int> from_noexcept(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'from_noexcept' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await load(Id);
  // CHECK-FIXES: return load(Id);
}
future<int> from_coroutine(int Id) { co_return co_await visible(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'from_coroutine' only passes on
// CHECK-FIXES: future<int> from_coroutine(int Id) { return visible(Id); }

// An argument is evaluated at once, as it was.
future<int> reads_reference(int &Id) { co_return co_await visible(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'reads_reference' only passes on
// CHECK-FIXES: future<int> reads_reference(int &Id) { return visible(Id); }

// What these throw would no longer be in the future.
future<int> may_throw(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'may_throw' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: with 'return', an exception leaves 'may_throw' itself and is not stored in its task
  co_return co_await parse(Id);
  // CHECK-FIXES-NOTES: return parse(Id);
}
future<int> argument_may_throw(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'argument_may_throw' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: with 'return', an exception leaves
  co_return co_await load(compute(Id));
  // CHECK-FIXES-NOTES: return load(compute(Id));
}
future<int> does_something_first(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'does_something_first' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: with 'return', an exception leaves
  compute(Id);
  co_return co_await load(Id);
  // CHECK-FIXES-NOTES: return load(Id);
}

future<> silent_reference(std::string Name) {
  extern future<> send(const std::string &) noexcept;
  co_await send(Name);
}
future<> silent_loop(int N) {
  while (--N)
    co_await seastar::sleep(std::chrono::milliseconds(1));
}
future<int> silent_then(int Id) {
  co_return co_await load(Id).then([](int I) { return I; });
}

// --- Never suspends ------------------------------------------------------

future<int> answer() { co_return 42; }
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'answer' is a coroutine that never suspends [async-redundant-coroutine]
// CHECK-FIXES: future<int> answer() { return seastar::make_ready_future<int>(42); }

future<> nothing() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'nothing' is a coroutine that never suspends
// CHECK-FIXES: future<> nothing() { return seastar::make_ready_future<>(); }

future<std::string> moved(std::string Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'moved' is a coroutine that never suspends
  co_return Name;
  // CHECK-FIXES: return seastar::make_ready_future<std::string>(std::move(Name));
}

future<std::unique_ptr<int>> moved_on(std::unique_ptr<int> &&Number) {
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'moved_on' is a coroutine that never suspends
  co_return Number;
  // CHECK-FIXES: return seastar::make_ready_future<std::unique_ptr<int>>(std::move(Number));
}

future<std::string> copied(const std::string &&Name, std::string &Other) {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'copied' is a coroutine that never suspends
  if (Name.empty())
    co_return Other;
    // CHECK-FIXES-NOTES: return seastar::make_ready_future<std::string>(Other);
  co_return Name;
  // CHECK-FIXES-NOTES: return seastar::make_ready_future<std::string>(Name);
}

future<unsigned long> branches(int Id, bool B) {
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'branches' is a coroutine that never suspends
  if (B)
    co_return 0;
    // CHECK-FIXES: return seastar::make_ready_future<unsigned long>(0);
  co_return Id + 1;
  // CHECK-FIXES: return seastar::make_ready_future<unsigned long>(Id + 1);
}

future<> falls_off(bool &B) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'falls_off' is a coroutine that never suspends
  if (B)
    co_return;
    // CHECK-FIXES: return seastar::make_ready_future<>();
}
// CHECK-FIXES: return seastar::make_ready_future<>();

// Silent: flowing off the end without a value is a bug of another kind.
future<unsigned long> forgets_its_value(int Id, bool B) {
  if (B)
    co_return Id;
}

future<int> throwing(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'throwing' is a coroutine that never suspends
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: with 'return', an exception leaves 'throwing' itself and is not stored in its task
  co_return compute(Id);
  // CHECK-FIXES-NOTES: return seastar::make_ready_future<int>(compute(Id));
}
future<> loops(int N) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'loops' is a coroutine that never suspends
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: with 'return', an exception leaves
  for (int I = 0; I < N; ++I)
    compute(I);
  co_return;
  // CHECK-FIXES-NOTES: return seastar::make_ready_future<>();
}

using IntFuture = future<int>;
IntFuture alias() { co_return 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'alias' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: the type of its value is not written
future<std::vector<int>> braces() { co_return {1, 2}; }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'braces' is a coroutine that never suspends
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: not fixed: its value is not a plain expression

// What is returned is no value.
future<int> fails(bool Fail) {
  if (Fail)
    co_return seastar::coroutine::exception(std::make_exception_ptr(1));
  co_return 1;
}
struct Interface {
  virtual future<> stop() { co_return; }
};
struct Implementation : Interface {
  future<> stop() override { co_return; }
};
auto Lambda = []() -> future<> { co_return; };
template <typename T> future<T> templated(T V) { co_return V; }
template future<int> templated(int);
future<> suspends() {
  if (co_await load(1) > 0)
    co_return;
}
future<int> ready() { return seastar::make_ready_future<int>(1); }
