// RUN: %check %s async-unbounded-concurrency %t -fix-notes -- %asio_flags -Wno-unused
// REQUIRES: asio

// CHECK-FIXES-DAG: #include <memory>
// CHECK-FIXES-DAG: #include <asio/experimental/concurrent_channel.hpp>
// CHECK-FIXES-DAG: #include <asio/use_awaitable.hpp>
#include <asio.hpp>
#include <thread>
#include <vector>

using asio::awaitable;

awaitable<void> save(int Id);
awaitable<asio::ip::tcp::socket> next();
awaitable<void> session(asio::ip::tcp::socket Socket);
awaitable<void> worker();

awaitable<void> each(std::vector<int> Ids) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Executor, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
}
// CHECK-FIXES: auto limit = std::make_shared<asio::experimental::concurrent_channel<void(asio::error_code, bool)>>(co_await asio::this_coro::executor, 10);
// CHECK-FIXES: for (int Id : Ids) {
// CHECK-FIXES: co_await limit->async_send(asio::error_code(), true, asio::use_awaitable);
// CHECK-FIXES: asio::co_spawn(Executor, save(Id), [limit](auto &&...) { limit->try_receive([](auto &&...) {}); });
// CHECK-FIXES: }
void plain_function(asio::io_context &Context, std::vector<int> Ids) {
  for (int Id : Ids)
    asio::co_spawn(Context, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give an 'asio::experimental::channel' of 10 elements to the tasks, send to it before each and receive from it after each
}

// --- Silent ------------------------------------------------------------------

awaitable<void> one_by_one(std::vector<int> Ids) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Id : Ids)
    co_await asio::co_spawn(Executor, save(Id), asio::use_awaitable);
}
awaitable<void> server() {
  auto Executor = co_await asio::this_coro::executor;
  for (;;)
    asio::co_spawn(Executor, session(co_await next()), asio::detached);
}
void workers(asio::io_context &Context) {
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    asio::co_spawn(Context, worker(), asio::detached);
}
