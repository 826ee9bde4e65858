// RUN: %check %s async-blocking-call %t -- %asio_flags
// REQUIRES: asio

// Standalone Asio; what it has in common with Boost.Asio is tested there.

#include <asio.hpp>
#include <chrono>
#include <system_error>
#include <thread>

using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

void use(std::size_t);

awaitable<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
  co_return;
}

awaitable<void> socket(tcp::socket Socket, tcp::endpoint Peer) {
  Socket.connect(Peer);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread of this coroutine until it is connected [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_connect(Peer, asio::use_awaitable);
  char Data[16];
  std::error_code Error;
  use(Socket.read_some(asio::buffer(Data), Error));
  // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'read_some' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: use(co_await Socket.async_read_some(asio::buffer(Data), asio::redirect_error(asio::use_awaitable, Error)));
  asio::write(Socket, asio::buffer(Data));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await asio::async_write(Socket, asio::buffer(Data), asio::use_awaitable);
  co_return;
}

awaitable<void> resolve(tcp::resolver Resolver, tcp::acceptor Acceptor,
                        asio::steady_timer Timer) {
  auto Found = Resolver.resolve("localhost", "80");
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'resolve' blocks the thread of this coroutine until the name is resolved [async-blocking-call]
  // CHECK-FIXES: auto Found = co_await Resolver.async_resolve("localhost", "80", asio::use_awaitable);
  tcp::socket Peer = Acceptor.accept();
  // CHECK-NOTES: :[[@LINE-1]]:31: warning: 'accept' blocks the thread of this coroutine until somebody connects [async-blocking-call]
  // CHECK-FIXES: tcp::socket Peer = co_await Acceptor.async_accept(asio::use_awaitable);
  Timer.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  co_return;
}

// What an event loop runs blocks it, too, and cannot await.
static void handler() { std::this_thread::sleep_for(10ms); }
// CHECK-NOTES: :[[@LINE-1]]:25: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
// CHECK-NOTES: :[[@LINE+2]]:41: note: 'handler' is handed to 'post' here, which runs it on an event loop or executor
// CHECK-NOTES: :[[@LINE-3]]:25: note: not fixed: 'handler' is not a coroutine
void start(asio::io_context &Context) { asio::post(Context, handler); }

awaitable<void> silent(tcp::socket Socket, asio::thread_pool &Pool) {
  char Data[16];
  co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
  asio::post(Pool, [] { std::this_thread::sleep_for(10ms); });
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
}
