// RUN: %check %s async-unawaited-task %t -- -I%S/Inputs -Wno-unused

// Awaitables that no vocabulary knows and that give what is held as long as a
// variable lives: a lock, a permit. One that is not awaited holds nothing.

#include "home_task.h"
#include <memory>
#include <mutex>
#include <string>

void touch();

template <class T> struct operation {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

struct gate;
class gate_guard {
public:
  gate_guard(gate_guard &&) noexcept;
  ~gate_guard();
};
// Only its owner can be moved, and nothing in the name tells.
struct units {
  units(units &&) noexcept;
  units(const units &) = delete;
  ~units();
};
struct gate {
  operation<gate_guard> enter();
  operation<std::unique_lock<gate>> lock_later();
  operation<units> take(int Count);
  void lock();
  void unlock();
};

home::task<> held(gate &G, bool B) {
  auto Guard = G.enter();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'Guard' is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-FIXES: auto Guard = co_await G.enter();
  auto Lock = G.lock_later();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'Lock' is not awaited
  // CHECK-FIXES: auto Lock = co_await G.lock_later();
  operation<units> Units = G.take(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the awaitable in 'Units' is not awaited
  // CHECK-FIXES: auto Units = co_await G.take(1);
  [[maybe_unused]] auto Marked = G.enter();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the awaitable in 'Marked' is not awaited
  // CHECK-FIXES: {{\[\[maybe_unused\]\]}} auto Marked = co_await G.enter();
  auto Either = B ? G.enter() : G.enter();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the awaitable in 'Either' is not awaited
  // CHECK-FIXES: auto Either = co_await (B ? G.enter() : G.enter());
  touch();
  co_return;
}

// Awaited later, or by somebody else.
void keep(operation<units>);
home::task<> later(gate &G) {
  auto Guard = G.enter();
  touch();
  auto Held = co_await Guard;
  auto Units = G.take(1);
  keep(Units);
}

// What an awaitable does when it dies may be what it is kept for.
struct subscription {
  ~subscription();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::unique_ptr<int> await_resume();
};
subscription subscribe();
// One that others than `co_await` use up.
struct ticket : operation<units> {
  void start();
};
ticket order();
operation<std::string> text();
operation<int> number();
operation<units &> lent();
home::task<> other() {
  auto Subscription = subscribe();
  auto Ticket = order();
  auto Text = text();
  auto Number = number();
  auto Lent = lent();
  co_return;
}

// Nothing can be awaited here.
void plain(gate &G) {
  auto Guard = G.enter();
  touch();
}
