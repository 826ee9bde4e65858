// RUN: %check %s async-unawaited-task %t -- -isystem %standins -pthread -Wno-unused

#include <utility>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_io/coro_io.hpp>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;

int add(int, int);

Lazy<void> forgets(coro_rpc::coro_rpc_client &Client,
                   cinatra::coro_http_client &Http, int Socket) {
  Client.call<add>(1, 2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'call' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await Client.call<add>(1, 2);
  Http.async_get("http://host/");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task returned by 'async_get' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await Http.async_get("http://host/");
  (void)Client.connect("host", "8801");
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the task returned by 'connect' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: (void)co_await Client.connect("host", "8801");
  auto Written = coro_io::async_write(Socket, 5);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task in 'Written' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await coro_io::async_write(Socket, 5);
  co_return;
}

// --- Silent ------------------------------------------------------------------

Lazy<void> awaits(coro_rpc::coro_rpc_client &Client,
                  cinatra::coro_http_client &Http) {
  co_await Client.connect("host", "8801");
  auto Answer = Http.async_get("http://host/");
  co_await Client.call<add>(1, 2);
  co_await std::move(Answer);
}
void starts(coro_rpc::coro_rpc_client &Client) {
  Client.call<add>(1, 2).start([](auto &&Result) { Result.value(); });
}
