// RUN: %check %s async-blocking-call %t -- %boost_flags
// RUN: %check %s async-blocking-call %t.asio %as_asio -- %asio_flags
// REQUIRES: boost-asio, asio

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;
using namespace std::chrono_literals;

void use(std::size_t);

//===--- Sleep ------------------------------------------------------------===//

awaitable<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
  std::this_thread::sleep_for(
      std::chrono::seconds(1) /* long */);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'sleep_for' blocks
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: not fixed: a comment stands in the way
  std::this_thread::sleep_for(std::chrono::duration<double>(0.5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: a floating-point duration does not convert to the one wanted
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: this form of 'sleep_until' takes no duration
  co_return;
}

awaitable<void> no_sleeps() {
  std::this_thread::sleep_for(0ms);
  std::this_thread::sleep_for(std::chrono::seconds{});
  constexpr auto None = 0s;
  std::this_thread::sleep_for(None);
  std::this_thread::yield();
  co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms)
      .async_wait(use_awaitable);
}

// No coroutine, and nothing that a coroutine calls.
void sleeps_in_a_function() { std::this_thread::sleep_for(10ms); }

struct timer {
  void wait() {}
  void sleep_for(std::chrono::milliseconds) {}
};
awaitable<void> other_names(timer Own) {
  Own.wait();
  Own.sleep_for(10ms);
  co_return;
}

awaitable<void> thread_in_a_coroutine() {
  std::thread Sleeper([] { std::this_thread::sleep_for(10ms); });
  Sleeper.detach();
  co_return;
}

//===--- Timer ------------------------------------------------------------===//

awaitable<void> timers(asio::steady_timer &Timer, error_code &Error) {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the time is up
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  Timer.wait(Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  // CHECK-FIXES: co_await Timer.async_wait(asio::redirect_error(asio::use_awaitable, Error));
  asio::system_timer Other(co_await asio::this_coro::executor, 1s);
  (&Other)->wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks
  // CHECK-FIXES: co_await (&Other)->async_wait(asio::use_awaitable);
}

// Who runs the context while the coroutine waits is not seen here.
struct pacer {
  asio::io_context Own;
  asio::steady_timer Beat{Own};
};
struct paced {
  asio::io_context &Others;
  asio::steady_timer Beat{Others};
};
awaitable<void> beats(pacer &P, paced &Q) {
  P.Beat.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: 'Own' must be run meanwhile, or this never ends
  Q.Beat.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks
  // CHECK-FIXES: co_await Q.Beat.async_wait(asio::use_awaitable);
  co_return;
}

awaitable<void> timers_awaited(asio::steady_timer &Timer) {
  co_await Timer.async_wait(use_awaitable);
  Timer.cancel();
  Timer.async_wait([](error_code) {});
}

//===--- Sockets ----------------------------------------------------------===//

awaitable<void> sockets(tcp::socket &Socket, tcp::endpoint Peer) {
  std::array<char, 16> Data;
  error_code Error;
  Socket.connect(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread of this coroutine until it is connected
  // CHECK-FIXES: co_await Socket.async_connect(Peer, asio::use_awaitable);
  Socket.connect(Peer, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks
  // CHECK-FIXES: co_await Socket.async_connect(Peer, asio::redirect_error(asio::use_awaitable, Error));
  std::size_t Size = Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'read_some' blocks the thread of this coroutine until there is data
  // CHECK-FIXES: std::size_t Size = co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
  Size += Socket.read_some(asio::buffer(Data), Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'read_some' blocks
  // CHECK-FIXES: Size += co_await Socket.async_read_some(asio::buffer(Data), asio::redirect_error(asio::use_awaitable, Error));
  use(Socket.write_some(asio::buffer(Data, Size)) + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'write_some' blocks the thread of this coroutine until it is done
  // CHECK-FIXES: use(co_await Socket.async_write_some(asio::buffer(Data, Size), asio::use_awaitable) + 1);
  Socket.receive(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'receive' blocks
  // CHECK-FIXES: co_await Socket.async_receive(asio::buffer(Data), asio::use_awaitable);
  Socket.send(asio::buffer(Data), tcp::socket::message_out_of_band);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' blocks
  // CHECK-FIXES: co_await Socket.async_send(asio::buffer(Data), tcp::socket::message_out_of_band, asio::use_awaitable);
  Socket.wait(tcp::socket::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of this coroutine until the socket is ready
  // CHECK-FIXES: co_await Socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  co_return;
}

// The error is the value, and its twin has none.
awaitable<void> value_of_connect(tcp::socket &Socket, tcp::endpoint Peer) {
  error_code Error;
  if (Socket.connect(Peer, Error))
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: its value is used
    co_return;
}

awaitable<void> acceptors(tcp::acceptor &Acceptor, tcp::socket &Peer) {
  error_code Error;
  tcp::socket Socket = Acceptor.accept();
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'accept' blocks the thread of this coroutine until somebody connects
  // CHECK-FIXES: tcp::socket Socket = co_await Acceptor.async_accept(asio::use_awaitable);
  auto Next = Acceptor.accept(Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'accept' blocks
  // CHECK-FIXES: auto Next = co_await Acceptor.async_accept(asio::redirect_error(asio::use_awaitable, Error));
  Acceptor.accept(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks
  // CHECK-FIXES: co_await Acceptor.async_accept(Peer, asio::use_awaitable);
  co_return;
}

awaitable<std::string> names(tcp::resolver &Resolver) {
  error_code Error;
  auto Found = Resolver.resolve("host", "80");
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'resolve' blocks the thread of this coroutine until the name is resolved
  // CHECK-FIXES: auto Found = co_await Resolver.async_resolve("host", "80", asio::use_awaitable);
  Found = Resolver.resolve("host", "80", tcp::resolver::passive, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'resolve' blocks
  // CHECK-FIXES: Found = co_await Resolver.async_resolve("host", "80", tcp::resolver::passive, asio::redirect_error(asio::use_awaitable, Error));
  co_return Resolver.resolve("other", "80").begin()->host_name();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'resolve' blocks
  // CHECK-FIXES: co_return (co_await Resolver.async_resolve("other", "80", asio::use_awaitable)).begin()->host_name();
}

awaitable<void> sockets_awaited(tcp::socket &Socket, udp::socket &Datagrams,
                                udp::endpoint Peer) {
  std::array<char, 16> Data;
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
  Socket.shutdown(tcp::socket::shutdown_send);
  Socket.close();
  use(Socket.available());
  // Stores the peer.
  Datagrams.connect(Peer);
  Datagrams.send_to(asio::buffer(Data), Peer);
}

awaitable<void> datagrams(udp::socket &Socket, udp::endpoint &Peer) {
  std::array<char, 16> Data;
  use(Socket.receive_from(asio::buffer(Data), Peer));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'receive_from' blocks
  // CHECK-FIXES: use(co_await Socket.async_receive_from(asio::buffer(Data), Peer, asio::use_awaitable));
  co_return;
}

// Made non-blocking.
awaitable<void> non_blocking(tcp::socket &Socket) {
  Socket.non_blocking(true);
  std::array<char, 16> Data;
  error_code Error;
  use(Socket.read_some(asio::buffer(Data), Error));
  co_return;
}

awaitable<void> would_block(tcp::socket &Socket) {
  std::array<char, 16> Data;
  error_code Error;
  use(Socket.read_some(asio::buffer(Data), Error));
  if (Error == asio::error::would_block)
    co_await Socket.async_wait(tcp::socket::wait_read, use_awaitable);
}

//===--- Free functions ---------------------------------------------------===//

awaitable<std::size_t> whole(tcp::socket &Socket, tcp::resolver::results_type &Found) {
  std::array<char, 16> Data;
  std::string Line;
  error_code Error;
  asio::connect(Socket, Found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks
  // CHECK-FIXES: co_await asio::async_connect(Socket, Found, asio::use_awaitable);
  tcp::endpoint Peer = asio::connect(Socket, Found, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'connect' blocks
  // CHECK-FIXES: tcp::endpoint Peer = co_await asio::async_connect(Socket, Found, asio::redirect_error(asio::use_awaitable, Error));
  asio::write(Socket, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks
  // CHECK-FIXES: co_await asio::async_write(Socket, asio::buffer(Data), asio::use_awaitable);
  asio::read(Socket, asio::buffer(Data), asio::transfer_at_least(3), Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks
  // CHECK-FIXES: co_await asio::async_read(Socket, asio::buffer(Data), asio::transfer_at_least(3), asio::redirect_error(asio::use_awaitable, Error));
  read(Socket, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks
  // CHECK-FIXES: co_await async_read(Socket, asio::buffer(Data), asio::use_awaitable);
  co_return asio::read_until(Socket, asio::dynamic_buffer(Line), '\n');
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'read_until' blocks
  // CHECK-FIXES: co_return co_await asio::async_read_until(Socket, asio::dynamic_buffer(Line), '\n', asio::use_awaitable);
}

// A stream of the user's own has no awaiting twin.
struct file {
  template <class Buffers> std::size_t read_some(const Buffers &);
  template <class Buffers>
  std::size_t read_some(const Buffers &, error_code &);
  template <class Buffers>
  std::size_t read_some_at(std::uint64_t, const Buffers &, error_code &);
  template <class Buffers>
  std::size_t write_some_at(std::uint64_t, const Buffers &, error_code &);
};
awaitable<void> own_stream(file &File) {
  std::array<char, 16> Data;
  asio::read(File, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its object has no 'async_read_some'
  use(File.read_some(asio::buffer(Data)));
  co_return;
}

awaitable<void> whole_awaited(tcp::socket &Socket) {
  std::array<char, 16> Data;
  co_await asio::async_read(Socket, asio::buffer(Data), use_awaitable);
  asio::async_write(Socket, asio::buffer(Data), asio::detached);
}

//===--- Where no fix can be ----------------------------------------------===//

// Nobody runs the context, so that nothing would ever be complete.
awaitable<void> own_context(tcp::endpoint Peer) {
  asio::io_context Private;
  tcp::socket Socket(Private);
  Socket.connect(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: nothing but this function runs 'Private'
  Private.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run' blocks the thread of this coroutine until the context has nothing to do
  co_return;
}

awaitable<void> handler(asio::steady_timer &Timer) {
  try {
    co_await Timer.async_wait(use_awaitable);
  } catch (const boost::system::system_error &) {
    Timer.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' is not allowed in a catch handler
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'co_await' is not allowed in a catch handler
  }
}

awaitable<void, asio::io_context::executor_type>
other_executor(asio::steady_timer &Timer) {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: 'boost::asio::use_awaitable' is for coroutines with the default executor
  co_return;
}

#define WAIT(X) X.wait()
awaitable<void> macro(asio::steady_timer &Timer) {
  WAIT(Timer);
  co_return;
}

awaitable<void> plain_lambda(asio::steady_timer &Timer) {
  auto Later = [&] { Timer.wait(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'wait' blocks the thread of a coroutine
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: this lambda is called by the coroutine 'plain_lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: not fixed: the enclosing lambda is not a coroutine
  Later();
  auto Kept = [&] { Timer.wait(); };
  (void)Kept;
  co_return;
}

auto lambda = [](asio::steady_timer &Timer) -> awaitable<void> {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  co_return;
};

//===--- Given to an executor ---------------------------------------------===//

void posted(asio::io_context &Context, asio::thread_pool &Pool, asio::steady_timer &Timer) {
  asio::post(Context, [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this lambda is handed to 'post' here, which runs it on an event loop or executor
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: not fixed: the enclosing lambda is not a coroutine
  });
  Timer.async_wait([](error_code) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of an event loop or executor
  });
  // A pool is for what blocks or computes.
  asio::post(Pool, [] { std::this_thread::sleep_for(1s); });
  asio::post(Pool.get_executor(), [] { std::this_thread::sleep_for(1s); });
  std::thread([&] { Context.run(); }).detach();
}

template <class Stream> awaitable<void> generic(Stream &Socket, asio::steady_timer &Timer) {
  std::array<char, 16> Data;
  use(Socket.read_some(asio::buffer(Data)));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'read_some' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: it depends on a template parameter
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  co_return;
}
template awaitable<void> generic(tcp::socket &, asio::steady_timer &);

static void slow_handler() { std::this_thread::sleep_for(10ms); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up
// CHECK-MESSAGES: :[[@LINE+2]]:41: note: 'slow_handler' is handed to 'post' here, which runs it on an event loop or executor
// CHECK-MESSAGES: :[[@LINE-3]]:30: note: not fixed: 'slow_handler' is not a coroutine
void start(asio::io_context &Context) { asio::post(Context, slow_handler); }

// Files that one reads anywhere, which Linux has with io_uring alone.
namespace boost::asio {
template <typename Executor> struct basic_random_access_file {
  template <class Buffers> std::size_t read_some_at(std::uint64_t, const Buffers &);
  template <class Buffers> std::size_t read_some_at(std::uint64_t, const Buffers &, error_code &);
  template <class Buffers> std::size_t write_some_at(std::uint64_t, const Buffers &);
  template <class Buffers> std::size_t write_some_at(std::uint64_t, const Buffers &, error_code &);
  template <class Buffers, class Token>
  awaitable<std::size_t> async_read_some_at(std::uint64_t, const Buffers &, Token);
  template <class Buffers, class Token>
  awaitable<std::size_t> async_write_some_at(std::uint64_t, const Buffers &, Token);
};
} // namespace boost::asio
awaitable<void> anywhere(asio::basic_random_access_file<int> &File, file &Own, asio::io_context &Context) {
  std::array<char, 16> Data;
  use(File.read_some_at(3, asio::buffer(Data)));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read_some_at' blocks the thread of this coroutine until there is data
  // CHECK-FIXES: use(co_await File.async_read_some_at(3, asio::buffer(Data), asio::use_awaitable));
  use(File.write_some_at(3, asio::buffer(Data)));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'write_some_at' blocks
  // CHECK-FIXES: use(co_await File.async_write_some_at(3, asio::buffer(Data), asio::use_awaitable));
  asio::read_at(Own, 3, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_at' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its object has no 'async_read_some_at'
  asio::write_at(Own, 3, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write_at' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: its object has no 'async_write_some_at'
  Context.run_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_for' blocks the thread of this coroutine until the context has nothing to do or the time is up
  Context.run_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_until' blocks
  Context.run_for(0s);
  Context.poll();
  co_return;
}
