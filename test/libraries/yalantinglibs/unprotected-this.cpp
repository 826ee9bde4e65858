// RUN: %check %s async-unprotected-this %t -- -isystem %standins -pthread -Wno-unused

#include <memory>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using coro_rpc::coro_rpc_client;

int add(int, int);

class caller : public std::enable_shared_from_this<caller> {
public:
  void start() { ask().start([](auto &&) {}); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing keeps this object alive while 'ask' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs

  // --- Silent ----------------------------------------------------------------

  void start_well() {
    ask().start([self = shared_from_this()](auto &&) {});
    ask_for(shared_from_this()).start([](auto &&) {});
  }
  Lazy<void> awaits() { co_await ask(); }

private:
  Lazy<void> ask() {
    co_await Client.call<add>(1, 2);
    ++Calls;
  }
  Lazy<void> ask_for(std::shared_ptr<caller>) {
    co_await Client.call<add>(1, 2);
    ++Calls;
  }
  coro_rpc_client Client;
  int Calls = 0;
};
