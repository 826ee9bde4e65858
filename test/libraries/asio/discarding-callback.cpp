// RUN: %check %s async-discarding-callback %t -fix-notes -- %boost_flags -Wno-unused
// RUN: %check %s async-discarding-callback %t.asio %as_asio -fix-notes -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using namespace std::chrono_literals;

awaitable<void> save();
awaitable<int> load(int Id);
void on(std::function<void()> Handler);

void posted(asio::io_context &Context, asio::steady_timer &Timer) {
  asio::post(Context, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'save' returns is dropped by 'boost::asio::post', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: 'boost::asio::co_spawn' runs it; its last argument gets the exception
  // CHECK-FIXES: asio::co_spawn(Context, save, [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
  asio::dispatch(Context.get_executor(), []() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task that this lambda returns is dropped by 'boost::asio::dispatch'
    // CHECK-FIXES: asio::co_spawn(Context.get_executor(), []() -> awaitable<void> {
    co_await save();
  });
  // CHECK-FIXES: }, [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
  asio::defer(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'save' returns is dropped by 'boost::asio::defer'
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: the task runs now, and nobody waits for it: what it refers to must live on
  // CHECK-FIXES: asio::defer([&Context, call = save] {
  // CHECK-FIXES-NEXT:     asio::co_spawn(Context, [](auto call) -> asio::awaitable<void> {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call();
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call), asio::detached);
  // CHECK-FIXES-NEXT:   });
  Timer.async_wait([](boost::system::error_code) -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that this lambda returns is dropped by 'boost::asio::basic_waitable_timer<{{.*}}>::async_wait', so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: the task runs now
  // CHECK-FIXES: Timer.async_wait([&Context, call = [](boost::system::error_code) -> awaitable<void> { co_await save(); }](auto... args) {
  // CHECK-FIXES-NEXT:     asio::co_spawn(Context, [](auto call, auto... args) -> asio::awaitable<void> {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call(std::move(args)...);
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call, std::move(args)...), asio::detached);
  // CHECK-FIXES-NEXT:   });
  on([]() -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by 'std::function<void ()>'
  // CHECK-FIXES: on([&Context, call = []() -> awaitable<void> { co_await save(); }] {
  // CHECK-FIXES-NEXT:     asio::co_spawn(Context, [](auto call) -> asio::awaitable<void> {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call();
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call), asio::detached);
  // CHECK-FIXES-NEXT:   });
  std::thread(save).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'save' returns is dropped by 'std::thread'
  // CHECK-FIXES: std::thread([&Context, call = save] {
  // CHECK-FIXES-NEXT:     asio::co_spawn(Context, [](auto call) -> asio::awaitable<void> {
  // CHECK-FIXES-NEXT:       try {
  // CHECK-FIXES-NEXT:         co_await call();
  // CHECK-FIXES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NEXT:       } catch (...) {
  // CHECK-FIXES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NEXT:       }
  // CHECK-FIXES-NEXT:     }(call), asio::detached);
  // CHECK-FIXES-NEXT:   }).detach();
}

// Coroutines that somebody runs, and callbacks that are none.
awaitable<void> good(asio::io_context &Context, asio::steady_timer &Timer) {
  asio::co_spawn(Context, save, detached);
  asio::co_spawn(Context, []() -> awaitable<void> { co_await save(); },
                 detached);
  asio::co_spawn(Context, load(1), [](std::exception_ptr, int) {});
  asio::co_spawn(Context, [] { return load(2); }, asio::use_future);
  asio::post(Context, [] {});
  asio::post(Context, [&] { asio::co_spawn(Context, save, detached); });
  co_await asio::post(Context, asio::use_awaitable);
  Timer.expires_after(1s);
  Timer.async_wait([](boost::system::error_code) {});
  Timer.async_wait(detached);
  co_await Timer.async_wait(asio::use_awaitable);
  on([&] { asio::co_spawn(Context, save(), detached); });
  std::thread([&] { Context.run(); }).detach();
#if BOOST_ASIO_VERSION >= 102400
  // A deferred operation has a signature, and keeps the callable.
  co_await asio::co_spawn(Context, save, asio::deferred);
  auto Callable = []() -> awaitable<void> { co_await save(); };
  auto Later = asio::co_spawn(Context, Callable, asio::as_tuple(asio::deferred));
  co_await std::move(Later);
#endif
}
