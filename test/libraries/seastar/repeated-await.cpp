// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread

// Futures are moved into `co_await`.

#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

void use(int);

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
