// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread -Wno-unused

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <ylt/coro_http/coro_http_client.hpp>
#include <ylt/coro_http/coro_http_server.hpp>
#include <ylt/coro_io/coro_io.hpp>
#include <ylt/coro_rpc/coro_rpc_server.hpp>

using async_simple::coro::Lazy;
using cinatra::coro_http_client;
using namespace std::chrono_literals;

struct Context {};
struct Socket {};

Lazy<int> requests(coro_http_client &Client) {
  auto Answer = Client.get("http://host/");
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of this coroutine until there is a response [async-blocking-call]
  // CHECK-FIXES: auto Answer = co_await Client.async_get("http://host/");
  Client.download("http://host/file", "file");
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'download' blocks the thread of this coroutine until the file is there [async-blocking-call]
  // CHECK-FIXES: co_await Client.async_download("http://host/file", "file");
  co_return Client.post("http://host/", "text", cinatra::req_content_type::text).status;
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'post' blocks the thread of this coroutine until there is a response [async-blocking-call]
  // CHECK-FIXES: co_return (co_await Client.async_post("http://host/", "text", cinatra::req_content_type::text)).status;
}
Lazy<void> streams(Context &Where, Socket &To) {
  auto [Error, Size] = coro_io::read(To, 5);
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'read' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: auto [Error, Size] = co_await coro_io::async_read(To, 5);
  coro_io::write(To, 5);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await coro_io::async_write(To, 5);
  coro_io::read_some(To, 5);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'read_some' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await coro_io::async_read_some(To, 5);
  std::string Line;
  coro_io::read_until(To, Line, "end");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'read_until' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await coro_io::async_read_until(To, Line, "end");
  coro_io::accept(Where, To);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'accept' blocks the thread of this coroutine until somebody connects [async-blocking-call]
  // CHECK-FIXES: co_await coro_io::async_accept(Where, To);
  coro_io::connect(Where, To, "host", "80");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'connect' blocks the thread of this coroutine until it is connected [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'co_await async_connect(...)' takes a pointer to the executor
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await async_simple::coro::sleep(10ms);
  co_return;
}
Lazy<void> serves(coro_http::coro_http_server &Http,
                  coro_rpc::coro_rpc_server &Rpc) {
  auto Error = Http.sync_start();
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'sync_start' blocks the thread of this coroutine until the server ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: 'co_await async_start()' awaits the end of the server
  auto Code = Rpc.start();
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'start' blocks the thread of this coroutine until the server ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:19: note: not fixed: 'co_await async_start()' awaits the end of the server
  co_return;
}

// It may be the loop of a connection.
Lazy<void> posted_to(coro_io::ExecutorWrapper<> *Where) {
  co_await coro_io::post([] { std::this_thread::sleep_for(10ms); }, Where);
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:31: note: not fixed: the enclosing lambda is not a coroutine
  co_await coro_io::post([] { std::this_thread::sleep_for(10ms); }, coro_io::get_global_executor());
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:31: note: not fixed: the enclosing lambda is not a coroutine
  co_await coro_io::dispatch([] { std::this_thread::sleep_for(10ms); }, Where->get_asio_executor());
  // CHECK-NOTES: :[[@LINE-1]]:35: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: this lambda is handed to 'dispatch' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:35: note: not fixed: the enclosing lambda is not a coroutine
}

// --- Silent ------------------------------------------------------------------

Lazy<void> awaited(coro_http_client &Client, Context &Where, Socket &To) {
  co_await Client.async_get("http://host/");
  co_await coro_io::async_connect(&Where, To, "host", "80");
  auto [Error, Size] = co_await coro_io::async_read(To, 5);
  co_await coro_io::sleep_for(10ms);
}
Lazy<void> others(std::unique_ptr<int> Other) {
  (void)Other.get();
  co_return;
}
// Its executor is there for what blocks.
Lazy<void> posted() {
  co_await coro_io::post([] { std::this_thread::sleep_for(10ms); });
  co_await coro_io::post([] { std::this_thread::sleep_for(10ms); }, coro_io::get_global_block_executor());
  auto *Where = coro_io::get_global_block_executor();
  co_await coro_io::post([] { std::this_thread::sleep_for(10ms); }, Where->get_asio_executor());
  auto Works = [] { std::this_thread::sleep_for(10ms); };
  co_await coro_io::post(Works);
}
int in_a_function(coro_http_client &Client) {
  return Client.get("http://host/").status;
}
Lazy<void> started(coro_rpc::coro_rpc_server &Rpc) {
  auto Stopped = Rpc.async_start();
  Rpc.stop();
  co_return;
}
