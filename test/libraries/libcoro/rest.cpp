// RUN: %check %s async-detached-coroutine,async-unpropagated-stop-token %t -- -isystem %standins -Wno-unused-result

// What the other tests of libcoro leave out.

#include <coro/coro.hpp>
#include <coro/scheduler.hpp>
#include <utility>

namespace coro::net {
enum class io_status { ok, closed };
enum class connect_status { connected, error };
enum class recv_status { ok, closed };
enum class send_status { ok, closed };
} // namespace coro::net

// Errors are values here, by themselves or beside the data.
coro::task<coro::net::connect_status> connect(int Fd);
coro::task<std::pair<coro::net::recv_status, int>> receive(int Fd);
coro::task<std::pair<coro::net::send_status, int>> send(int Fd, int Bytes);
coro::task<coro::net::io_status> finish(int Fd);
coro::task<int> count(int Fd);
coro::task<void> session(int Fd) {
  if (co_await connect(Fd) != coro::net::connect_status::connected)
    co_return;
  auto [Received, Bytes] = co_await receive(Fd);
  if (Received == coro::net::recv_status::ok)
    co_await send(Fd, Bytes);
  co_await finish(Fd);
}
coro::task<void> sessionThatCounts(int Fd) {
  co_await finish(Fd);
  co_await count(Fd);
}
void serve(coro::thread_pool &Pool, int Fd) {
  Pool.spawn_detached(session(Fd)); // Silent.
  Pool.spawn_detached(sessionThatCounts(Fd));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'sessionThatCounts' is lost [async-detached-coroutine]
}

class listener {
  coro::poll_stop_source Stop;
  coro::task<void> run(coro::scheduler &Scheduler, int Fd) {
    co_await Scheduler.poll(Fd, coro::poll_op::read, std::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'poll' does not get the stop token 'Stop.get_token()', so it goes on when it should stop [async-unpropagated-stop-token]
    // CHECK-FIXES: co_await Scheduler.poll(Fd, coro::poll_op::read, std::chrono::seconds(1), Stop.get_token());
    co_await Scheduler.poll(Fd, coro::poll_op::read, std::chrono::seconds(1), Stop.get_token());
  }
  // It asks to stop, so that nothing behind it is told to.
  coro::task<void> fail(coro::scheduler &Scheduler, int Fd) {
    Stop.signal_stop();
    co_await Scheduler.poll(Fd, coro::poll_op::write, std::chrono::seconds(1));
  }
};
