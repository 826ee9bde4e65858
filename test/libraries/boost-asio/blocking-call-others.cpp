// RUN: %check %s async-blocking-call %t -- -isystem %standins %boost_flags
// REQUIRES: boost-asio

// A coroutine of another library takes none of Asio's tokens.

#include <boost/asio.hpp>
#include <cppcoro/task.hpp>

cppcoro::task<> reads(boost::asio::ip::tcp::socket &Socket) {
  char Data[16];
  Socket.read_some(boost::asio::buffer(Data));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'async_read_some' takes a completion token of cppcoro
  co_return;
}
