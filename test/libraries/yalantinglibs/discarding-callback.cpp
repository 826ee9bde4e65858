// RUN: %check %s async-discarding-callback %t -- -isystem %standins -pthread -Wno-unused

#include <functional>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_rpc/coro_rpc_client.hpp>

using async_simple::coro::Lazy;

int add(int, int);
void onTick(std::function<void()> Callback);
void onLoad(std::function<Lazy<void>()> Callback);

void registers(coro_rpc::coro_rpc_client &Client,
               cinatra::coro_http_client &Http) {
  onTick([&Client] { return Client.call<add>(1, 2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that starts the task, with 'async_simple::coro::Lazy::start'
  onTick([&Http]() -> Lazy<void> { co_await Http.async_get("http://host/"); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: give it a callable that starts the task, with 'async_simple::coro::Lazy::start'
}

// --- Silent ------------------------------------------------------------------

void starts(coro_rpc::coro_rpc_client &Client) {
  onTick([&Client] { Client.call<add>(1, 2).start([](auto &&) {}); });
  onTick([&Client] { Client.close(); });
  onLoad([&Client]() -> Lazy<void> { co_await Client.call<add>(1, 2); });
}
