// RUN: %check %s async-repeated-await %t -- -isystem %standins -isystem %S/Inputs -pthread

// What may be awaited how often.

#include "winrt_async.h"
#include <coro/coro.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <future>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>

void use(int);
bool flip();

//===--- Many: gone when moved --------------------------------------------===//

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

//===--- std ----------------------------------------------------------------===//

int got(std::future<int> F) {
  int X = F.get();
  int Y = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'F' is used by 'get' again; a 'std::future<int>' can be used only once
  // CHECK-FIXES: int Y = X;
  return X + Y;
}

int waited(std::future<int> F) {
  F.wait();
  if (F.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    use(0);
  return F.get();
}

int gotWhenValid(std::future<int> F) {
  int X = F.get();
  if (F.valid())
    X += F.get();
  return X;
}

int gotShared(std::shared_future<int> F) { return F.get() + F.get(); }

std::shared_future<int> gotThenShared(std::future<int> F) {
  use(F.get());
  return F.share();
}

//===--- Seastar ------------------------------------------------------------===//

seastar::future<int> read();

seastar::future<> seastarTwice() {
  auto F = read();
  const int X = co_await std::move(F);
  use(X + co_await std::move(F));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'F' is awaited again; a 'seastar::future<int>' can be used only once
  // CHECK-FIXES: use(X + X);
}

seastar::future<> seastarContinued() {
  auto F = read();
  auto G = F.then([](int I) { use(I); });
  co_await std::move(G);
}

seastar::future<int> seastarContinuedAndAwaited() {
  auto F = read();
  auto G = F.then([](int I) { use(I); });
  co_await std::move(G);
  co_return co_await std::move(F);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'F' is awaited after it was used by 'then'
}

//===--- C++/WinRT: copies are the same operation ---------------------------===//

using winrt::Windows::Foundation::IAsyncOperation;
IAsyncOperation<int> open();

IAsyncOperation<int> winrtTwice() {
  auto Op = open();
  int X = co_await Op;
  int Y = co_await Op;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Op' is awaited again; a 'winrt::Windows::Foundation::IAsyncOperation<int>' can be used only once
  // CHECK-FIXES: int Y = X;
  co_return X + Y;
}

IAsyncOperation<int> winrtCopy(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  use(co_await Op);
  co_return co_await Copy;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Copy' is awaited again
}

IAsyncOperation<int> winrtCopyOnce(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  co_return co_await Copy;
}

IAsyncOperation<int> winrtCopyAssigned(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  Copy = open();
  use(co_await Op);
  co_return co_await Copy;
}

IAsyncOperation<int> winrtOther() {
  auto Op = open();
  use(co_await Op);
  Op = open();
  co_return co_await Op;
}

//===--- By structure -------------------------------------------------------===//

struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};

struct once {
  once(once &&) noexcept;
  awaiter operator co_await() &&;
};
once one();

struct event {
  awaiter operator co_await() const;
};

struct either {
  either(either &&) noexcept;
  awaiter operator co_await() &;
  awaiter operator co_await() &&;
};

// Moving one changes nothing.
struct token {
  awaiter operator co_await();
};

cppcoro::task<> structure(event &E, token Token) {
  auto O = one();
  use(co_await std::move(O));
  use(co_await std::move(O));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'O' is awaited again; a 'once' can be used only once
  use(co_await E);
  use(co_await E);
  use(co_await std::move(Token));
  auto Other = std::move(Token);
  use(co_await Token);
  use(co_await Other);
}

cppcoro::task<> eitherWay(either E) {
  use(co_await E);
  use(co_await E);
  use(co_await std::move(E));
  use(co_await E);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'E' is awaited after it was moved into 'co_await'
}
