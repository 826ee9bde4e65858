// A loop that starts detached coroutines: two checks, one completion token. Where
// what is lost has it, the tasks wait for themselves.
// RUN: %check %s async-detached-coroutine,async-unbounded-concurrency %t -check-suffixes=,FIRST -- %boost_flags
// RUN: %check %s async-detached-coroutine,async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES,RETHROW -- %boost_flags
// RUN: %check %s async-detached-coroutine,async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_errors}}" -- %boost_flags
// REQUIRES: boost-asio

// CHECK-FIXES: #include <boost/asio/experimental/concurrent_channel.hpp>
// CHECK-FIXES: #include <boost/asio/use_awaitable.hpp>
// CHECK-FIXES: #include <memory>
#include <boost/asio.hpp>
#include <exception>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

void report_errors(std::exception_ptr Error);

awaitable<void> save(int Id);
awaitable<void> store(int Id) {
  if (Id < 0)
    throw Id;
  co_await save(Id);
}
awaitable<void> careful(int Id) {
  try {
    co_await save(Id);
  } catch (...) {
  }
}

awaitable<void> losesExceptions(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Ex, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an exception that leaves 'save' is lost, if 'save' lets one out: its body was not seen [async-detached-coroutine]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Ex, 10);
    // CHECK-FIXES-NEXT: for (int Id : Ids)
    // CHECK-FIXES-NEXT: asio::co_spawn(Ex, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES-NEXT: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES-NEXT: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES-NEXT: co_return co_await std::move(task);
    // CHECK-FIXES-FIRST: }(limit, save(Id)), asio::detached);
    // CHECK-FIXES-RETHROW: }(limit, save(Id)), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    // CHECK-FIXES-OPTION: }(limit, save(Id)), report_errors);
    // CHECK-AGAIN-FIRST: warning: an exception that leaves this coroutine is lost [async-detached-coroutine]
}

// Neither has it: each task has an executor of its own.
awaitable<void> losesElsewhere(std::vector<asio::any_io_executor> All, std::vector<int> Ids) {
  for (int Id : Ids)
    asio::co_spawn(All[Id % 8], store(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an exception that leaves 'store' is lost [async-detached-coroutine]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: not fixed: 'async-detached-coroutine' edits its completion token; give the tasks a channel ('asio::experimental::channel') of 10 elements
    // CHECK-FIXES-RETHROW: asio::co_spawn(All[Id % 8], store(Id), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    // CHECK-FIXES-OPTION: asio::co_spawn(All[Id % 8], store(Id), report_errors);
  co_return;
}

awaitable<void> losesNothing(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Ex, careful(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
}
// CHECK-FIXES: auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(co_await asio::this_coro::executor, 10);
// CHECK-FIXES: for (int Id : Ids) {
// CHECK-FIXES: co_await limit->async_send(boost::system::error_code(), true, asio::use_awaitable);
// CHECK-FIXES: asio::co_spawn(Ex, careful(Id), [limit](auto &&...) { limit->try_receive([](auto &&...) {}); });

// Silent: bounded by who connects, and somebody looks.
awaitable<void> good(asio::ip::tcp::acceptor &Acceptor) {
  for (;;) {
    auto Socket = co_await Acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(Acceptor.get_executor(), careful(Socket.native_handle()),
                   asio::detached);
  }
}
