// RUN: %check %s async-blocking-wait %t -- -isystem %standins -pthread -Wno-unused

#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_io/coro_io.hpp>
#include <ylt/coro_rpc/coro_rpc_server.hpp>

using async_simple::coro::Lazy;
using async_simple::coro::syncAwait;

int add(int, int);

Lazy<int> calls(coro_rpc::coro_rpc_client &Client) {
  auto Error = syncAwait(Client.connect("host", "8801"));
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'syncAwait' blocks the thread of this coroutine until the 'async_simple::coro::Lazy<coro_rpc::err_code>' is complete [async-blocking-wait]
  // CHECK-FIXES: auto Error = co_await Client.connect("host", "8801");
  co_return syncAwait(Client.call<add>(1, 2)).value();
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'syncAwait' blocks the thread of this coroutine until the 'async_simple::coro::Lazy<{{.*}}>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return (co_await Client.call<add>(1, 2)).value();
}
static int status(cinatra::coro_http_client &Client) {
  return syncAwait(Client.async_get("http://host/")).status;
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'syncAwait' blocks the thread of a coroutine until the 'async_simple::coro::Lazy<cinatra::resp_data>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE+4]]:63: note: 'status' is called by the coroutine 'asks' here
  // CHECK-FIXES: static async_simple::coro::Lazy<int> status(cinatra::coro_http_client &Client) {
  // CHECK-FIXES: co_return (co_await Client.async_get("http://host/")).status;
}
Lazy<int> asks(cinatra::coro_http_client &Client) { co_return status(Client); }
// CHECK-FIXES: Lazy<int> asks(cinatra::coro_http_client &Client) { co_return co_await status(Client); }

// --- Silent ------------------------------------------------------------------

Lazy<int> awaited(coro_rpc::coro_rpc_client &Client) {
  co_await Client.connect("host", "8801");
  co_return (co_await Client.call<add>(1, 2)).value();
}
// Somebody has to wait.
int main() {
  coro_rpc::coro_rpc_client Client;
  syncAwait(calls(Client));
  coro_rpc::coro_rpc_server Server;
  return Server.async_start().get().ec;
}
