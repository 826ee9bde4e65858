// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread

// What may be awaited how often.

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
