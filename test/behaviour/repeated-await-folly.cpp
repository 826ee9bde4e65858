// RUN: %behaviour %s %t -- -isystem %standins -pthread
// REQUIRES: asan

// The second await takes a frame that the first one has taken.
// CHECKS: async-repeated-await
// FLAGS: -g -fsanitize=address
// TIMEOUT: 20
// BEFORE: exit 1
// BEFORE: stdout {{.*}}AddressSanitizer{{.*}}
// BEFORE: no stdout 40 net, 8 tax
// AFTER: stdout 40 net, 8 tax
// AFTER: no stdout {{.*}}AddressSanitizer{{.*}}

#include <cstdio>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>

folly::coro::Task<int> load() { co_return 40; }

folly::coro::Task<void> print(folly::coro::Task<int> Price) {
  const int Net = co_await std::move(Price);
  const int Tax = co_await std::move(Price) / 5;
  std::printf("%d net, %d tax\n", Net, Tax);
}

int main() { folly::coro::blockingWait(print(load())); }
