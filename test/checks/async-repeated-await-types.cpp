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
