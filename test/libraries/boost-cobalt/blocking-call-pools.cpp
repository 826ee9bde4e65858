// RUN: %check %s async-blocking-call %t -fix-notes -- %cobalt_flags
// REQUIRES: boost-asio
// What has no awaiting form, a pool of Asio does.

#include <boost/asio.hpp>
#include <boost/cobalt.hpp>
#include <cstdlib>

namespace cobalt = boost::cobalt;

cobalt::task<int> runs(boost::asio::thread_pool &Pool) {
  std::system("make");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_await boost::asio::co_spawn(Pool, [&]() -> boost::asio::awaitable<void> { std::system("make"); co_return; }, cobalt::use_op);
  co_return std::system("true");
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'system' blocks the thread of this coroutine until the command ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: another thread makes the call then, and must not outlive what it uses
  // CHECK-FIXES: co_return co_await boost::asio::co_spawn(Pool, [&]() -> boost::asio::awaitable<int> { co_return std::system("true"); }, cobalt::use_op);
}
// It is there already.
cobalt::task<int> there(boost::asio::thread_pool &Pool) {
  co_return co_await boost::asio::co_spawn(
      Pool, [&]() -> boost::asio::awaitable<int> { co_return std::system("make"); },
      cobalt::use_op);
}
