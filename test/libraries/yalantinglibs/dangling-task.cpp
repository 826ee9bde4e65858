// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread -Wno-unused

#include <string>
#include <utility>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;
using coro_rpc::coro_rpc_client;

int count(std::string);
std::string name();

// The coroutines of RPC calls refer to their arguments.
Lazy<int> stored(coro_rpc_client &Client) {
  auto Call = Client.call<count>(name());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'call' is stored in 'Call' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:34: note: through parameter 'Given'
  // CHECK-FIXES: auto Given = name();
  // CHECK-FIXES: auto Call = Client.call<count>(std::move(Given));
  co_await Client.connect("host", "8801");
  co_return (co_await std::move(Call)).value();
}
Lazy<coro_rpc::rpc_result<int>> returned(coro_rpc_client &Client) {
  std::string Name = name();
  return Client.call<count>(Name);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'call' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:29: note: through parameter 'Given'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: as a coroutine, this function refers to what its caller gave until it is complete
}
Lazy<coro_rpc::err_code> of_a_client() {
  coro_rpc_client Client;
  return Client.connect("host", "8801");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'connect' is returned and refers to local variable 'Client', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await Client.connect("host", "8801");
}

// --- Silent ------------------------------------------------------------------

Lazy<int> in_place(coro_rpc_client &Client) {
  co_return (co_await Client.call<count>(name())).value();
}
Lazy<int> of_a_local(coro_rpc_client &Client) {
  std::string Name = name();
  auto Call = Client.call<count>(Name);
  co_await Client.connect("host", "8801");
  co_return (co_await std::move(Call)).value();
}
// HTTP requests have copies.
Lazy<cinatra::resp_data> by_value(cinatra::coro_http_client &Client) {
  return Client.async_get(name());
}
