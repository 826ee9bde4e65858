// RUN: %check %s async-discarding-callback %t -fix-notes -- %boost_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/asio.hpp>
#include <functional>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> save();
void on(std::function<void()> Handler);

void posted(asio::io_context &Context, asio::steady_timer &Timer) {
  asio::post(Context, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'save' returns is dropped by 'boost::asio::post', so it never runs [async-discarding-callback]
  // CHECK-FIXES: boost::asio::co_spawn(Context, save, [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
  Timer.async_wait([](boost::system::error_code) -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that this lambda returns is dropped by 'boost::asio::basic_waitable_timer<std::chrono::steady_clock>::async_wait', so it never runs [async-discarding-callback]
  on([]() -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  std::thread(save).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'save' returns is dropped by 'std::thread', so it never runs [async-discarding-callback]
}

// --- Silent ------------------------------------------------------------------

awaitable<void> good(asio::io_context &Context, asio::steady_timer &Timer) {
  asio::co_spawn(Context, save, asio::detached);
  asio::post(Context, [&] { asio::co_spawn(Context, save, asio::detached); });
  co_await asio::post(Context, asio::use_awaitable);
  Timer.async_wait([](boost::system::error_code) {});
  co_await Timer.async_wait(asio::use_awaitable);
  on([&] { asio::co_spawn(Context, save(), asio::detached); });
  std::thread([&] { Context.run(); }).detach();
  // A deferred operation has a signature, and keeps the callable.
  co_await asio::co_spawn(Context, save, asio::deferred);
  auto Callable = []() -> awaitable<void> { co_await save(); };
  auto Later = asio::co_spawn(Context, Callable, asio::as_tuple(asio::deferred));
  co_await std::move(Later);
}
