// RUN: %check %s async-unawaited-task %t -check-suffixes=,NEWER -- %boost_flags -Wno-unused
// RUN: %check %s async-unawaited-task %t.asio %as_asio -check-suffixes=,OLDER -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#if BOOST_ASIO_VERSION >= 102400
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#endif
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::use_future;
using asio::ip::tcp;
#if BOOST_ASIO_VERSION >= 102400
using asio::as_tuple;
using asio::deferred;
#else
using asio::experimental::as_tuple;
using asio::experimental::deferred;
#endif
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

awaitable<void> save(int Id);
awaitable<int> load(int Id);

awaitable<void> droppedTasks() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is never awaited, so it never runs
  // CHECK-FIXES: co_await load(2);
  (void)save(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'save' is never awaited
  // CHECK-FIXES: (void)co_await save(3);
  std::ignore = load(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'load' is never awaited
  // CHECK-FIXES: std::ignore = co_await load(4);
  std::ignore = save(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'save' is never awaited
  // CHECK-FIXES: co_await save(4);
  save(5) && save(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'operator&&' is never awaited
  // CHECK-FIXES: co_await (save(5) && save(6));
  load(7) || load(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'operator||' is never awaited
  // CHECK-FIXES: co_await (load(7) || load(8));
  auto Unread = load(9);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Unread' is never awaited, so it never runs
  // CHECK-FIXES: co_await load(9);
  std::vector<awaitable<void>> Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the tasks in 'Tasks' are never awaited, so they never run
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: not fixed: await them together with 'boost::asio::experimental::make_parallel_group'
  Tasks.push_back(save(10));
  co_return;
}

// Operations that never start.
awaitable<void> droppedOperations(tcp::socket &Socket, std::string &Buffer) {
  asio::steady_timer Timer(co_await asio::this_coro::executor, 1s);
  Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async_wait' is never awaited, so it never runs
  // CHECK-FIXES: co_await Timer.async_wait(use_awaitable);
  Timer.async_wait(deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'async_wait' is never awaited, so it never runs
  // CHECK-FIXES-NEWER: co_await Timer.async_wait(deferred);
  // CHECK-MESSAGES-OLDER: :[[@LINE-3]]:3: note: not fixed: this coroutine's promise does not accept 'boost::asio::experimental::deferred_async_operation<...>'
  asio::async_read(Socket, asio::buffer(Buffer), deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'async_read' is never awaited, so it never runs
  // CHECK-FIXES-NEWER: co_await asio::async_read(Socket, asio::buffer(Buffer), deferred);
  // CHECK-MESSAGES-OLDER: :[[@LINE-3]]:3: note: not fixed: this coroutine's promise does not accept 'boost::asio::experimental::deferred_async_operation<...>'
  asio::async_write(Socket, asio::buffer(Buffer), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async_write' is never awaited
  // CHECK-FIXES: co_await asio::async_write(Socket, asio::buffer(Buffer), use_awaitable);
  asio::co_spawn(Timer.get_executor(), save(1), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'co_spawn' is never awaited
  // CHECK-FIXES: co_await asio::co_spawn(Timer.get_executor(), save(1), use_awaitable);
  asio::co_spawn(Timer.get_executor(), save(1), deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'co_spawn' is never awaited
  // CHECK-FIXES-NEWER: co_await asio::co_spawn(Timer.get_executor(), save(1), deferred);
  // CHECK-MESSAGES-OLDER: :[[@LINE-3]]:3: note: not fixed: this coroutine's promise does not accept 'boost::asio::experimental::deferred_async_operation<...>'
#if BOOST_ASIO_VERSION >= 102400
  // Asio 1.24 to 1.26 cannot await an exception with a value.
  asio::co_spawn(Timer.get_executor(), load(1), deferred);
  // CHECK-MESSAGES-NEWER: :[[@LINE-1]]:3: warning: the awaitable returned by 'co_spawn' is never awaited
  // CHECK-MESSAGES-NEWER: :[[@LINE-2]]:3: note: not fixed: await it with 'use_awaitable' in place of 'deferred'
#endif
  asio::post(Timer.get_executor(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'post' is never awaited
  // CHECK-FIXES: co_await asio::post(Timer.get_executor(), use_awaitable);
  auto Tied = Timer.async_wait(as_tuple(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Tied' is never awaited
  // CHECK-FIXES: co_await Timer.async_wait(as_tuple(use_awaitable));
}

// An awaitable of another executor cannot be awaited here.
using Strand = asio::strand<asio::io_context::executor_type>;
awaitable<void, Strand> saveOnStrand();
awaitable<void> otherExecutor() {
  saveOnStrand();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'saveOnStrand' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: this coroutine's promise does not accept 'boost::asio::awaitable<...>'
  co_return;
}

void inFunction(asio::steady_timer &Timer) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
  Timer.async_wait(deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'async_wait' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'inFunction' is not a coroutine
  Timer.async_wait([](boost::system::error_code) {
    save(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: the enclosing lambda is not a coroutine
  });
}

// Tokens that are no awaitable: the operation runs.
awaitable<void> otherTokens(tcp::socket &Socket, std::string &Buffer) {
  auto Executor = co_await asio::this_coro::executor;
  asio::steady_timer Timer(Executor, 1s);
  Timer.async_wait(use_future);
  Timer.async_wait(detached);
  Timer.async_wait([](boost::system::error_code) {});
  asio::async_write(Socket, asio::buffer(Buffer), detached);
  asio::async_read(Socket, asio::dynamic_buffer(Buffer),
                   [](boost::system::error_code, std::size_t) {});
  asio::co_spawn(Executor, save(1), detached);
  asio::co_spawn(Executor, save(2), use_future);
  asio::co_spawn(Executor, load(3), [](std::exception_ptr, int) {});
  asio::co_spawn(Executor, [] { return save(4); }, detached);
  asio::co_spawn(Executor, []() -> awaitable<void> { co_return; }, detached);
  asio::post(Executor, [] {});
  asio::dispatch(Executor, [] {});
  Timer.cancel();
  Timer.expires_after(1s);
  (void)Timer.async_wait(use_future);
}

awaitable<void> echo(tcp::socket Socket);

// Code as Asio's own examples write it.
awaitable<void> kept(tcp::acceptor &Acceptor) {
  auto Executor = co_await asio::this_coro::executor;
  asio::steady_timer Timer(Executor);
  for (int I = 0; I < 3; ++I) {
    tcp::socket Socket = co_await Acceptor.async_accept(use_awaitable);
    asio::co_spawn(Executor, echo(std::move(Socket)), detached);
  }
  auto Later = load(1);
  int A = co_await std::move(Later);
  auto Operation = Timer.async_wait(deferred);
#if BOOST_ASIO_VERSION >= 102400
  co_await std::move(Operation);
  auto Started = asio::co_spawn(Executor, load(2), asio::experimental::use_promise);
  int B = co_await Started(use_awaitable);
#else
  std::move(Operation)(detached);
#endif
  auto Both = co_await (load(3) && load(4));
  auto Either = load(5) || load(6);
  co_await std::move(Either);
  auto [Order, E1, E2] =
      co_await asio::experimental::make_parallel_group(
          asio::co_spawn(Executor, save(7), deferred),
          asio::co_spawn(Executor, save(8), deferred))
          .async_wait(asio::experimental::wait_for_all(), use_awaitable);
  Timer.expires_after(1s);
  auto [Error] = co_await Timer.async_wait(as_tuple(use_awaitable));
#if BOOST_ASIO_VERSION >= 102400
  auto Chained = Timer.async_wait(deferred([](boost::system::error_code) {
    return deferred.values(1);
  }));
  std::move(Chained)([](int) {});
#endif
  auto Nested = [&]() -> awaitable<void> { co_await save(9); };
  co_await Nested();
}
awaitable<void> passedOn(int Id) { return save(Id); }
