// RUN: %check %s async-blocking-call %t -- %boost_flags
// REQUIRES: boost-asio, openssl

// Beast, TLS and processes, which stand on Boost.Asio.

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast.hpp>
#include <boost/process.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<void> request(beast::tcp_stream Stream, tcp::endpoint Peer) {
  Stream.connect(Peer);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread of this coroutine until it is connected [async-blocking-call]
  // CHECK-FIXES: co_await Stream.async_connect(Peer, asio::use_awaitable);
  http::request<http::string_body> Request{http::verb::get, "/", 11};
  http::write(Stream, Request);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await http::async_write(Stream, Request, asio::use_awaitable);
  beast::flat_buffer Buffer;
  http::response<http::string_body> Response;
  beast::error_code Error;
  http::response_parser<http::string_body> Parser;
  http::read_header(Stream, Buffer, Parser);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'read_header' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await http::async_read_header(Stream, Buffer, Parser, asio::use_awaitable);
  http::read(Stream, Buffer, Response, Error);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'read' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await http::async_read(Stream, Buffer, Response, asio::redirect_error(asio::use_awaitable, Error));
  co_return;
}

awaitable<void> chat(websocket::stream<beast::tcp_stream> Socket) {
  Socket.accept();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'accept' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_accept(asio::use_awaitable);
  beast::flat_buffer Buffer;
  Socket.read(Buffer);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'read' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_read(Buffer, asio::use_awaitable);
  Socket.write(Buffer.data());
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_write(Buffer.data(), asio::use_awaitable);
  Socket.close(websocket::close_code::normal);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'close' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_close(websocket::close_code::normal, asio::use_awaitable);
  co_return;
}

awaitable<void> secret(asio::ssl::stream<tcp::socket> Stream) {
  Stream.handshake(asio::ssl::stream_base::client);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'handshake' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await Stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
  char Data[16];
  std::size_t Size = Stream.read_some(asio::buffer(Data));
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'read_some' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: std::size_t Size = co_await Stream.async_read_some(asio::buffer(Data), asio::use_awaitable);
  asio::write(Stream, asio::buffer(Data, Size));
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await asio::async_write(Stream, asio::buffer(Data, Size), asio::use_awaitable);
  Stream.shutdown();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'shutdown' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-FIXES: co_await Stream.async_shutdown(asio::use_awaitable);
  co_return;
}

awaitable<void> process() {
  boost::process::child Child("true");
  Child.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the process ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'wait' is known
  boost::process::system("true");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'system' is known
  co_return;
}

// Awaited, or only asked.
awaitable<void> silent(websocket::stream<beast::tcp_stream> Socket) {
  beast::flat_buffer Buffer;
  co_await Socket.async_read(Buffer, use_awaitable);
  boost::process::child Child("true");
  if (Child.running())
    Child.terminate();
}
// No coroutine calls it.
void elsewhere(beast::tcp_stream &Stream, tcp::endpoint Peer) {
  Stream.connect(Peer);
}

static void slow(int Seconds) { std::this_thread::sleep_for(std::chrono::seconds(Seconds)); }
// CHECK-NOTES: :[[@LINE-1]]:33: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
// CHECK-NOTES: :[[@LINE+2]]:{{[0-9]+}}: note: 'slow' is handed to 'bind_front_handler' here, which runs it on an event loop or executor
// CHECK-NOTES: :[[@LINE-3]]:33: note: not fixed: 'slow' is not a coroutine
void later(asio::io_context &Context) { asio::post(Context, beast::bind_front_handler(slow, 1)); }
