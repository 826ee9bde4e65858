// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins

#include <hpx/future.hpp>
#include <hpx/stop_token.hpp>

hpx::future<int> load(int Id, hpx::stop_token Token = {});
hpx::future<int> count(int Id);

hpx::future<int> forgets(hpx::stop_token Token) {
  if (Token.stop_requested())
    co_return 0;
  co_return co_await load(1);
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: 'load' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: co_return co_await load(1, Token);
}

hpx::future<int> passes_on(hpx::stop_token Token) {
  co_return co_await load(1, Token);
}

hpx::future<int> has_nothing_to_give(hpx::stop_token Token) {
  if (Token.stop_requested())
    co_return 0;
  co_return co_await count(1);
}

hpx::future<int> has_none() { co_return co_await load(1); }
