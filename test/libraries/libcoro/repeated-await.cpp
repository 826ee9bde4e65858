// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread

// A task keeps its result: gone when moved.

#include <coro/coro.hpp>

void use(int);

coro::task<int> fetch();
coro::task<> libcoro() {
  auto T = fetch();
  use(co_await T);
  use(co_await T);
}

coro::task<> libcoroMoved() {
  auto T = fetch();
  use(co_await std::move(T));
  use(co_await std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was moved into 'co_await'
}

coro::task<int> firstResult() {
  auto T = fetch();
  int First = co_await std::move(T);
  co_return First + co_await T;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'T' is awaited after it was moved into 'co_await'
  // CHECK-FIXES: co_return First + First;
}

coro::task<> handedOver() {
  auto T = fetch();
  co_await coro::when_all(std::move(T), fetch());
  use(co_await T);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'T' is awaited after it was passed to 'when_all' [async-repeated-await]
}

coro::task<> event(coro::event &Event) {
  co_await Event;
  Event.reset();
  co_await Event;
}
coro::task<> madeAgain() {
  auto T = fetch();
  use(co_await std::move(T));
  T = fetch();
  use(co_await std::move(T));
}
