// What 'AcceptStdException' accepts.
// RUN: %check %s async-detached-coroutine %t -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -- %asio_flags
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -fix-notes -check-suffixes=,NOTES -- %asio_flags
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,NEVER -config="{CheckOptions: {async-detached-coroutine.AcceptStdException: never}}" -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -check-suffixes=,NEVER -config="{CheckOptions: {async-detached-coroutine.AcceptStdException: never}}" -- %asio_flags
// RUN: %check %s async-detached-coroutine %t -config="{CheckOptions: {async-detached-coroutine.AcceptStdException: always}}" -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -config="{CheckOptions: {async-detached-coroutine.AcceptStdException: always}}" -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <exception>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
#if BOOST_ASIO_VERSION >= 102400
using asio::as_tuple;
#else
using asio::experimental::as_tuple;
#endif

void log(const char *Text);
awaitable<void> work(int Number);

void declaredElsewhere(asio::io_context &Context) {
  asio::co_spawn(Context, work(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost, if 'work' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: or 'co_await boost::asio::co_spawn(..., boost::asio::use_awaitable)' where its exception can be handled, or send its work to one coroutine
  // CHECK-FIXES-NOTES: asio::co_spawn(Context, work(1), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// The name of an operation of the library helps nobody.
void operation(asio::steady_timer &Timer) {
  asio::co_spawn(Timer.get_executor(), Timer.async_wait(use_awaitable),
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves this coroutine is lost
                 detached);
  // CHECK-FIXES-NOTES: [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// It handles what is thrown, as far as it derives from 'std::exception'.
awaitable<void> echo(tcp::socket Socket) {
  try {
    char Data[64];
    for (;;) {
      auto Length =
          co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
      co_await asio::async_write(Socket, asio::buffer(Data, Length),
                                 use_awaitable);
    }
  } catch (const std::exception &E) {
    log(E.what());
  }
}
awaitable<void> echoByReference(tcp::socket &Socket) {
  try {
    co_await Socket.async_wait(tcp::socket::wait_read, use_awaitable);
  } catch (std::exception &) {
  }
}
void sessions(asio::io_context &Context, tcp::socket &Socket) {
  asio::co_spawn(Context, echo(std::move(Socket)), detached);
  // CHECK-MESSAGES-NEVER: :[[@LINE-1]]:3: warning: an exception that is no 'std::exception' and leaves 'echo' is lost
  asio::co_spawn(Context, [&] { return echoByReference(Socket); }, detached);
  // CHECK-MESSAGES-NEVER: :[[@LINE-1]]:3: warning: an exception that is no 'std::exception' and leaves 'echoByReference' is lost
}

// A handler for less, and one that does not hold.
awaitable<void> handlesLess() {
  try {
    co_await work(1);
  } catch (const std::runtime_error &E) {
    log(E.what());
  }
}
awaitable<void> throwsAgain() {
  try {
    co_await work(1);
  } catch (const std::exception &E) {
    log(E.what());
    throw;
  }
}
awaitable<void> handlesPart() {
  co_await work(1);
  try {
    co_await work(2);
  } catch (const std::exception &E) {
    log(E.what());
  }
}
void less(asio::io_context &Context) {
  asio::co_spawn(Context, handlesLess(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'handlesLess' is lost
  // CHECK-FIXES-NOTES: asio::co_spawn(Context, handlesLess(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  asio::co_spawn(Context, throwsAgain(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'throwsAgain' is lost
  // CHECK-FIXES-NOTES: asio::co_spawn(Context, throwsAgain(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  asio::co_spawn(Context, handlesPart(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'handlesPart' is lost
  // CHECK-FIXES-NOTES: asio::co_spawn(Context, handlesPart(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// Silent: a wait for a timer throws only when somebody cancels it, and a hop to
// an executor never.
awaitable<void> waits(tcp::socket Socket) {
  boost::system::error_code Error;
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  char Data[16];
  while (!Error) {
    co_await Socket.async_read_some(
        asio::buffer(Data), asio::redirect_error(use_awaitable, Error));
    Timer.expires_after(std::chrono::seconds(1));
    co_await Timer.async_wait(use_awaitable);
    co_await asio::post(use_awaitable);
  }
}
// Another operation without an error code does throw.
awaitable<void> waitsAndReads(tcp::socket Socket) {
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  char Data[16];
  co_await Timer.async_wait(use_awaitable);
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
}
void timers(asio::io_context &Context) {
  asio::co_spawn(Context, waits(tcp::socket(Context)), detached);
  asio::co_spawn(Context, waitsAndReads(tcp::socket(Context)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'waitsAndReads' is lost
  // CHECK-FIXES-NOTES: asio::co_spawn(Context, waitsAndReads(tcp::socket(Context)), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
}

// Silent: everything is caught, errors are values, somebody looks.
awaitable<void> careful() {
  try {
    co_await work(1);
  } catch (const std::exception &E) {
    log(E.what());
  } catch (...) {
    log("failed");
  }
}
awaitable<void> errorCodes(tcp::socket Socket) {
  char Data[16];
  for (;;) {
    auto [Error, Length] =
        co_await Socket.async_read_some(asio::buffer(Data),
                                        as_tuple(use_awaitable));
    if (Error)
      co_return;
  }
}
awaitable<void> good(asio::io_context &Context, tcp::socket Socket) {
  asio::co_spawn(Context, careful(), detached);
  asio::co_spawn(Context, errorCodes(std::move(Socket)), detached);
  asio::co_spawn(Context, work(1), [](std::exception_ptr) {});
  co_await asio::co_spawn(Context, work(1), use_awaitable);
}
