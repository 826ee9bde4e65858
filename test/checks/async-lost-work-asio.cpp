// The four checks on lost work with Asio, fixes on notes included: each place has
// one warning, and all edits together compile.
// RUN: %check %s async-unawaited-task,async-detached-coroutine,async-discarding-callback,async-nested-task %t -fix-notes -- %boost_flags -Wno-unused
// REQUIRES: boost-asio

#include <algorithm>
#include <boost/asio.hpp>
#include <exception>
#include <iostream>
#include <functional>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

awaitable<void> work(int Number);
awaitable<awaitable<void>> prepare();
void later(std::function<void()> Callback);

awaitable<void> oneEach(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  work(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await work(1);
  asio::co_spawn(Ex, work(2), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost, if 'work' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-FIXES: asio::co_spawn(Ex, work(2), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  asio::post(Ex, [] { return work(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that this lambda returns is dropped by 'boost::asio::post', so it never runs [async-discarding-callback]
  // CHECK-FIXES: asio::co_spawn(Ex, [] { return work(3); }, [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
  // CHECK-FIXES: co_await co_await prepare();
  std::for_each(Ids.begin(), Ids.end(), work);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'work' returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await work(element);
  asio::co_spawn(Ex, work(4), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'co_spawn' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await asio::co_spawn(Ex, work(4), use_awaitable);
  asio::steady_timer Timer(Ex);
  Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await Timer.async_wait(use_awaitable);
}

// One in the other.
awaitable<void> nested() {
  auto Ex = co_await asio::this_coro::executor;
  asio::post(Ex, [Ex]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that this lambda returns is dropped by 'boost::asio::post', so it never runs [async-discarding-callback]
    // CHECK-FIXES: asio::co_spawn(Ex, [Ex]() -> awaitable<void> {
    work(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await work(1);
    asio::co_spawn(Ex, work(2), asio::detached);
    // CHECK-FIXES: asio::co_spawn(Ex, work(2), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    co_return;
  });
  // CHECK-FIXES: }, [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
  asio::co_spawn(
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves this coroutine is lost [async-detached-coroutine]
      Ex,
      []() -> awaitable<void> {
        co_await prepare();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'co_await' gives another task here, which is never awaited, so it never runs [async-nested-task]
        // CHECK-FIXES: co_await co_await prepare();
      },
      asio::detached);
      // CHECK-FIXES: [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  later([Ex] { asio::co_spawn(Ex, work(3), asio::detached); });
  // CHECK-FIXES: later([Ex] { asio::co_spawn(Ex, work(3), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); }); });
}

// The task that detaches loses its exception; the lambda that makes it does not
// run at all.
void twice(asio::io_context &Context) {
  asio::co_spawn(Context, prepare(), asio::detached);
  // CHECK-FIXES: asio::co_spawn(Context, prepare(), [](std::exception_ptr e, auto &&...) { if (e) std::rethrow_exception(e); });
  later([&]() -> awaitable<void> { co_await work(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-FIXES: later([&Context, call = [&]() -> awaitable<void> { co_await work(1); }] {
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
}

// Nothing is lost.
awaitable<void> good(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  co_await work(1);
  co_await co_await prepare();
  asio::co_spawn(Ex, work(2), [](std::exception_ptr) {});
  co_await asio::co_spawn(Ex, work(3), use_awaitable);
  asio::post(Ex, [] {});
  auto Inner = co_await prepare();
  co_await std::move(Inner);
  for (int Id : Ids)
    co_await work(Id);
  later([Ex] { asio::co_spawn(Ex, work(4), [](std::exception_ptr) {}); });
}
