// RUN: %check %s async-unsafe-awaiter %t -- %boost_flags
// RUN: %check %s async-unsafe-awaiter %t.asio %as_asio -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <coroutine>

namespace asio = boost::asio;
using handle = std::coroutine_handle<>;
struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  asio::io_context &Context;
  asio::steady_timer Timer;
  int Number = 0;
};

struct posts : base {
  void await_suspend(handle h) {
    asio::post(Context, [h] { h.resume(); });
    Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used when others have the coroutine, which may have ended by then, and the awaiter with it [async-unsafe-awaiter]
    // CHECK-FIXES: Number = 1;
    // CHECK-FIXES-NEXT: asio::post(Context, [h] { h.resume(); });
  }
};
struct waits : base {
  void await_suspend(handle h) {
    Timer.async_wait([h](auto) { h.resume(); });
    Number = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-FIXES: Number = 1;
    // CHECK-FIXES-NEXT: Timer.async_wait([h](auto) { h.resume(); });
  }
};

// Silent.
struct arms_before : base {
  void await_suspend(handle h) {
    Timer.expires_after(std::chrono::seconds(1));
    Number = 1;
    Timer.async_wait([this, h](auto) {
      Number = 2;
      h.resume();
    });
  }
};
struct posts_last : base {
  bool await_suspend(handle h) {
    if (Number)
      return false;
    asio::dispatch(Context, [h] { h.resume(); });
    return true;
  }
};
struct posts_other_work : base {
  void await_suspend(handle h) {
    asio::post(Context, [] {});
    Number = 1;
    asio::defer(Context, [h] { h.resume(); });
  }
};
