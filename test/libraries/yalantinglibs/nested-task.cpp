// RUN: %check %s async-nested-task %t -- -isystem %standins -Wno-unused

#include <ylt/coro_rpc/coro_rpc_client.hpp>
#include <vector>

using async_simple::coro::Lazy;
using coro_rpc::async_rpc_result;
using coro_rpc::coro_rpc_client;
int twice(int);

Lazy<> onlySent(coro_rpc_client &Client) {
  co_await Client.send_request<twice>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await Client.send_request<twice>(1);
}

Lazy<> answerIgnored(coro_rpc_client &Client) {
  (void)co_await Client.send_request<twice>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'co_await' gives another task here, which is never awaited
  // CHECK-FIXES: (void)co_await co_await Client.send_request<twice>(1);
}

Lazy<> unread(coro_rpc_client &Client) {
  auto Answer = co_await Client.send_request<twice>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' gives another task here, which is never awaited, so it never runs
  // CHECK-FIXES: co_await co_await Client.send_request<twice>(1);
}

// Both steps, at once or one after the other.
Lazy<int> answered(coro_rpc_client &Client) {
  auto Result = co_await co_await Client.send_request<twice>(1);
  co_return Result ? Result.value().result() : 0;
}

Lazy<> answerDropped(coro_rpc_client &Client) {
  co_await co_await Client.send_request<twice>(1);
}

Lazy<int> answeredLater(coro_rpc_client &Client) {
  auto First = co_await Client.send_request<twice>(1);
  auto Second = co_await Client.send_request<twice>(2);
  co_return (co_await std::move(First)).value().result() +
      (co_await std::move(Second)).value().result();
}

Lazy<> answeredByAnother(coro_rpc_client &Client,
                         std::vector<Lazy<async_rpc_result<int>>> &Open) {
  Open.push_back(co_await Client.send_request<twice>(1));
}

Lazy<Lazy<async_rpc_result<int>>> handedOn(coro_rpc_client &Client) {
  co_return co_await Client.send_request<twice>(1);
}

Lazy<> plain(coro_rpc_client &Client) {
  co_await Client.connect("host", "8801");
  auto Error = co_await Client.connect("host", "8801");
  Client.close();
}
