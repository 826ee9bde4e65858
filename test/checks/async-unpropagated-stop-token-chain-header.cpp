// A declaration in a header that does not know the type of the token.
// RUN: %check %s async-unpropagated-stop-token %t -header=%S/Inputs/stop-token-chain.h -config='{CheckOptions: {async.Vocabulary: "%S/Inputs/stop-token-chain.yaml"}}' -- -I%S/Inputs -pthread -Wno-unused
#include "stop-token-chain.h"
#include <stop_token>

namespace mine {
struct token {
  bool stopped() const;
};
} // namespace mine

home::task<int> load(int Id, std::stop_token Stop = {});
home::task<int> other(int Id, mine::token Stop = {});

namespace {
home::task<int> between() { co_return co_await load(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'load' does not get the stop token 'St' of 'handle'
// CHECK-FIXES: home::task<int> between(std::stop_token stop) { co_return co_await load(1, stop); }
home::task<int> handle(std::stop_token St) { co_return co_await between(); }
// CHECK-FIXES: home::task<int> handle(std::stop_token St) { co_return co_await between(St); }

home::task<int> unknown() { co_return co_await other(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'other' does not get the stop token 'Own' of 'asks'
// CHECK-MESSAGES: :[[@LINE-2]]:48: note: not fixed: 'mine::token' is not known at 'unknown'
home::task<int> asks(mine::token Own) { co_return co_await unknown(); }
} // namespace
