// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread

// A task keeps its result: gone when moved.

#include <cppcoro/shared_task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

void use(int);

cppcoro::task<int> load();
cppcoro::shared_task<int> share();

cppcoro::task<> byName() {
  auto T = load();
  use(co_await T);
  use(co_await T);
  for (int I = 0; I < 3; ++I)
    use(co_await T);
}

cppcoro::task<> byNameThenMoved() {
  auto T = load();
  use(co_await T);
  use(co_await std::move(T));
}

cppcoro::task<> movedThenByName() {
  auto T = load();
  use(co_await std::move(T));
  use(co_await T);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was moved into 'co_await' [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it is awaited here first
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'cppcoro::shared_task' gives its result to several
}

cppcoro::task<int> firstResult() {
  auto T = load();
  int First = co_await std::move(T);
  co_return First + co_await T;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'T' is awaited after it was moved into 'co_await'
  // CHECK-FIXES: co_return First + First;
}

cppcoro::task<> handedOver() {
  auto T = load();
  co_await cppcoro::when_all(std::move(T), load());
  use(co_await T);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was passed to 'when_all'
}

cppcoro::task<> shared() {
  auto T = share();
  use(co_await T);
  use(co_await std::move(T));
  use(co_await T);
}

int waits() {
  auto T = load();
  return cppcoro::sync_wait(T) + cppcoro::sync_wait(T);
}
