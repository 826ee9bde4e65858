// RUN: %check %s async-repeated-await %t -- -isystem %standins -pthread -Wno-unused

#include <utility>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using coro_rpc::coro_rpc_client;

int add(int, int);

Lazy<int> answeredTwice(coro_rpc_client &Client) {
  auto Answer = co_await Client.send_request<add>(1, 2);
  int First = (co_await std::move(Answer)).value().result();
  co_return First + (co_await std::move(Answer)).value().result();
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: 'Answer' is awaited again; a 'async_simple::coro::Lazy<{{.*}}>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:16: note: it is awaited here first
  // CHECK-NOTES: :[[@LINE-3]]:22: note: not fixed: no variable keeps the first result
}
Lazy<int> connectedTwice(coro_rpc_client &Client) {
  auto Connecting = Client.connect("host", "8801");
  const auto First = co_await std::move(Connecting);
  auto Second = co_await std::move(Connecting);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Connecting' is awaited again; a 'async_simple::coro::Lazy<coro_rpc::err_code>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:22: note: it is awaited here first
  // CHECK-FIXES: auto Second = First;
  co_return First.ec + Second.ec;
}
Lazy<void> again(coro_rpc_client &Client) {
  auto Connecting = Client.connect("host", "8801");
  if (co_await std::move(Connecting))
    co_await std::move(Connecting);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Connecting' is awaited again; a 'async_simple::coro::Lazy<coro_rpc::err_code>' can be used only once [async-repeated-await]
    // CHECK-NOTES: :[[@LINE-3]]:7: note: it is awaited here first
    // CHECK-NOTES: :[[@LINE-3]]:5: note: not fixed: no variable keeps the first result
}

// --- Silent ------------------------------------------------------------------

Lazy<int> one_after_the_other(coro_rpc_client &Client) {
  auto First = co_await Client.send_request<add>(1, 2);
  auto Second = co_await Client.send_request<add>(3, 4);
  co_return (co_await std::move(First)).value().result() +
      (co_await std::move(Second)).value().result();
}
Lazy<void> another(coro_rpc_client &Client) {
  auto Connecting = Client.connect("host", "8801");
  if (co_await std::move(Connecting)) {
    Connecting = Client.connect("host", "8802");
    co_await std::move(Connecting);
  }
}
