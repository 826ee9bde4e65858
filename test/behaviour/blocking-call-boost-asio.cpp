// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio

// One thread runs the io_context. What one coroutine does on it stalls the
// timer of another, and a read waits for a peer that needs the same thread.
// CHECKS: async-blocking-call
// TIMEOUT: 4
// BEFORE: timeout
// BEFORE: stdout stalled: ticks while it slept: 0
// BEFORE: stdout reading
// BEFORE: no stdout read 5 bytes
// AFTER: stdout it ticked while it slept
// AFTER: stdout reading
// AFTER: stdout read 5 bytes: hello
// AFTER: stdout then: End of file
// AFTER: stdout caught: End of file
// AFTER: stdout done

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

static int Ticks = 0;

awaitable<void> tick() {
  for (;;) {
    asio::steady_timer Timer(co_await asio::this_coro::executor, 5ms);
    co_await Timer.async_wait(asio::use_awaitable);
    ++Ticks;
  }
}

awaitable<void> peer(tcp::endpoint Where) {
  tcp::socket Socket(co_await asio::this_coro::executor);
  co_await Socket.async_connect(Where, asio::use_awaitable);
  co_await asio::async_write(Socket, asio::buffer("hello", 5),
                             asio::use_awaitable);
}

awaitable<void> session(asio::io_context &Context) {
  asio::steady_timer Pause(Context, 20ms);
  co_await Pause.async_wait(asio::use_awaitable);
  const int Before = Ticks;
  std::this_thread::sleep_for(200ms);
  Pause.expires_after(100ms);
  Pause.wait();
  const int Slept = Ticks - Before;
  if (Slept >= 5)
    std::puts("it ticked while it slept");
  else
    std::printf("stalled: ticks while it slept: %d\n", Slept);

  tcp::acceptor Acceptor(Context, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(Context, peer(Acceptor.local_endpoint()), asio::detached);
  std::puts("reading");
  std::fflush(stdout);
  tcp::socket Socket = Acceptor.accept();
  std::array<char, 64> Data;
  error_code Error;
  const std::size_t Size =
      asio::read(Socket, asio::buffer(Data), asio::transfer_at_least(5), Error);
  std::printf("read %zu bytes: %s\n", Size,
              std::string(Data.data(), Size).c_str());
  Socket.read_some(asio::buffer(Data), Error);
  std::printf("then: %s\n", Error.message().c_str());
  try {
    Socket.read_some(asio::buffer(Data));
  } catch (const boost::system::system_error &Caught) {
    std::printf("caught: %s\n", Caught.code().message().c_str());
  }
  std::puts("done");
  Context.stop();
}

int main() {
  asio::io_context Context(1);
  asio::co_spawn(Context, tick(), asio::detached);
  asio::co_spawn(Context, session(Context), asio::detached);
  Context.run();
}
