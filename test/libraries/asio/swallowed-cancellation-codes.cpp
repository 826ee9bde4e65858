// RUN: %check %s async-swallowed-cancellation %t -- %boost_flags
// RUN: %check %s async-swallowed-cancellation %t.asio %as_asio -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;

class session {
public:
  ~session() { Timer.cancel(); }
  void stop() { Socket.close(); }

  awaitable<void> after_a_while() {
    boost::system::error_code Error;
    co_await Timer.async_wait(redirect_error(use_awaitable, Error));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Error' says whether 'Timer' was cancelled, and nobody asks before the object is used again [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-8]]:16: note: 'Timer' is cancelled here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: not fixed: what to do then is for you to tell
    ++Rounds;
  }
  awaitable<void> in_a_loop() {
    boost::system::error_code Error;
    for (;;) {
      co_await Timer.async_wait(redirect_error(use_awaitable, Error));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Error' says whether 'Timer' was cancelled, and nobody asks before the object is used again [async-swallowed-cancellation]
      Rounds = 1;
    }
  }
  awaitable<void> of_a_socket() {
    boost::system::error_code Error;
    char Data[8];
    co_await Socket.async_read_some(asio::buffer(Data), redirect_error(use_awaitable, Error));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Error' says whether 'Socket' was cancelled, and nobody asks before the object is used again [async-swallowed-cancellation]
    count();
  }

  // --- Silent ----------------------------------------------------------------

  awaitable<void> asked() {
    boost::system::error_code Error;
    co_await Timer.async_wait(redirect_error(use_awaitable, Error));
    if (Error)
      co_return;
    ++Rounds;
  }
  awaitable<void> asked_for_the_code() {
    boost::system::error_code Error;
    co_await Timer.async_wait(redirect_error(use_awaitable, Error));
    if (Error == asio::error::operation_aborted)
      co_return;
    ++Rounds;
  }
  awaitable<void> not_used_again() {
    boost::system::error_code Error;
    co_await Timer.async_wait(redirect_error(use_awaitable, Error));
  }
  awaitable<void> woken_by_it() {
    boost::system::error_code Error;
    while (Socket.is_open()) {
      co_await Timer.async_wait(redirect_error(use_awaitable, Error));
      ++Rounds;
    }
  }
  awaitable<void> asks_the_socket() {
    boost::system::error_code Error;
    co_await Timer.async_wait(redirect_error(use_awaitable, Error));
    if (!Socket.is_open())
      co_return;
    ++Rounds;
  }
  awaitable<void> never_cancelled() {
    boost::system::error_code Error;
    co_await Other.async_wait(redirect_error(use_awaitable, Error));
    ++Rounds;
  }
  awaitable<void> it_throws() {
    co_await Timer.async_wait(use_awaitable);
    ++Rounds;
  }

private:
  void count();
  asio::steady_timer Timer, Other;
  asio::ip::tcp::socket Socket;
  int Rounds = 0;
};

class client {
public:
  awaitable<int> fetch() {
    try {
      co_await Timer.async_wait(use_awaitable);
    } catch (const std::exception &) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it may be thrown here
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: not fixed: the handler has to look at the error code
      co_return 0;
    }
    co_return 1;
  }

private:
  asio::steady_timer Timer;
};
