// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -pthread -Wno-unused

#include <string>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using cinatra::coro_http_client;
using cinatra::resp_data;

int count(std::string);

Lazy<resp_data> passesOn(coro_http_client &Client, std::string Uri) {
// CHECK-NOTES: :[[@LINE-1]]:17: warning: 'passesOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await Client.async_get(std::move(Uri));
  // CHECK-FIXES: return Client.async_get(std::move(Uri));
}

// --- Silent ------------------------------------------------------------------

Lazy<int> status(coro_http_client &Client) {
  co_return (co_await Client.async_get("http://host/")).status;
}
// The call refers to its argument.
Lazy<coro_rpc::rpc_result<int>> ofItsOwn(coro_rpc::coro_rpc_client &Client,
                                         std::string Name) {
  co_return co_await Client.call<count>(Name);
}
Lazy<resp_data> ofItsOwnClient(std::string Uri) {
  coro_http_client Client;
  co_return co_await Client.async_get(std::move(Uri));
}
