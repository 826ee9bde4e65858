// RUN: %check %s async-blocking-call %t -- %cobalt_flags
// REQUIRES: boost-asio

// Boost.Cobalt: Asio's operations, another task.

#include <boost/asio.hpp>
#include <boost/cobalt.hpp>
#include <chrono>
#include <thread>

namespace cobalt = boost::cobalt;
using boost::asio::ip::tcp;
using namespace std::chrono_literals;

cobalt::task<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await cobalt::this_coro::executor, 10ms).async_wait(cobalt::use_op);
  co_return;
}

cobalt::task<void> socket(tcp::socket Socket) {
  char Data[16];
  Socket.read_some(boost::asio::buffer(Data));
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of this coroutine until there is data [async-blocking-call]
  // CHECK-FIXES: co_await Socket.async_read_some(boost::asio::buffer(Data), cobalt::use_op);
  boost::system::error_code Error;
  std::size_t Read = Socket.read_some(boost::asio::buffer(Data), Error);
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'read_some' blocks
  // CHECK-FIXES: std::size_t Read = co_await Socket.async_read_some(boost::asio::buffer(Data), boost::asio::redirect_error(cobalt::use_op, Error));
  (void)Read;
  co_return;
}

cobalt::task<void> timer(boost::asio::steady_timer Timer) {
  Timer.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-FIXES: co_await Timer.async_wait(cobalt::use_op);
  co_return;
}

cobalt::task<void> silent() {
  std::this_thread::sleep_for(0ms);
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
  co_return;
}

// --- Threads of its own --------------------------------------------------------

cobalt::task<void> joins(cobalt::thread &Thread) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: 'co_await' of the thread itself waits for it
  co_return;
}
