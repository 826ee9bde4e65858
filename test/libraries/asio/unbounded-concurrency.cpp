// RUN: %check %s async-unbounded-concurrency %t -check-suffixes=,NEWER -- %boost_flags
// RUN: %check %s async-unbounded-concurrency %t.asio %as_asio -- %asio_flags
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES,NEWER -- %boost_flags
// RUN: %check %s async-unbounded-concurrency %t.asio %as_asio -fix-notes -check-suffixes=,NOTES -- %asio_flags
// REQUIRES: boost-asio, asio

// CHECK-FIXES-DAG: #include <boost/asio/experimental/concurrent_channel.hpp>
// CHECK-FIXES-DAG: #include <memory>
// CHECK-FIXES-DAG: #include <boost/asio/use_awaitable.hpp>
#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> save(int Id);
awaitable<int> load(int Id);
awaitable<asio::ip::tcp::socket> next();
awaitable<void> session(asio::ip::tcp::socket S);
awaitable<void> worker();

// --- Reported ----------------------------------------------------------------

awaitable<void> each(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Ex, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
}
// CHECK-FIXES: auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(co_await asio::this_coro::executor, 10);
// CHECK-FIXES: for (int Id : Ids) {
// CHECK-FIXES: co_await limit->async_send(boost::system::error_code(), true, asio::use_awaitable);
// CHECK-FIXES: asio::co_spawn(Ex, save(Id), [limit](auto &&...) { limit->try_receive([](auto &&...) {}); });
// CHECK-FIXES: }

awaitable<void> lambda(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids) {
    asio::co_spawn(
        // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
        // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give the tasks a channel ('asio::experimental::channel') of 10 elements, send to it before each and receive from it after each
        Ex, [Id]() -> awaitable<void> { co_await save(Id); },
        [](std::exception_ptr) {});
  }
}

// Somebody else may change the vector while a loop waits: the tasks do.
awaitable<void> reference(const std::vector<int> &Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids)
    asio::co_spawn(Ex, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Ex, 10);
    // CHECK-FIXES: asio::co_spawn(Ex, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES-NEXT: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES-NEXT: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES-NEXT: co_return co_await std::move(task);
    // CHECK-FIXES-NEXT: }(limit, save(Id)), asio::detached);
}

void plain_function(asio::io_context &Io, std::vector<int> Ids) {
  for (std::size_t I = 0; I < Ids.size(); ++I)
    co_spawn(Io, save(Ids[I]), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
    // CHECK-FIXES: co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES-NEXT: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES-NEXT: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES-NEXT: co_return co_await std::move(task);
    // CHECK-FIXES-NEXT: }(limit, save(Ids[I])), asio::detached);
}
struct Server {
  asio::io_context Io;
  std::vector<int> Ids;
  int Failed = 0;
  void all(int limit) {
    for (int Id : Ids) {
      try {
        if (Id > limit)
          co_spawn(Io, load(Id), [this](std::exception_ptr E, int) { Failed += E != nullptr; });
          // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'co_spawn' starts a task for each element of 'Ids'
          // CHECK-FIXES: const auto limit2 = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
          // CHECK-FIXES: co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
          // CHECK-FIXES-NEXT: if (!gate->try_send(boost::system::error_code(), true))
          // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
          // CHECK-FIXES-NEXT: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
          // CHECK-FIXES-NEXT: co_return co_await std::move(task);
          // CHECK-FIXES-NEXT: }(limit2, load(Id)), [this](std::exception_ptr E, int) { Failed += E != nullptr; });
      } catch (const std::bad_alloc &) {
      }
    }
  }
};
// The executor has no name, but what it is of.
awaitable<void> of_socket(asio::ip::tcp::socket &Socket, std::vector<int> &Ids) {
  for (int Id : Ids)
    co_spawn(Socket.get_executor(), save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Socket.get_executor(), 10);
    // CHECK-FIXES: co_spawn(Socket.get_executor(), [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: }(limit, save(Id)), asio::detached);
  for (int &Id : Ids)
    co_spawn(co_await asio::this_coro::executor, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit2 = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(co_await asio::this_coro::executor, 10);
    // CHECK-FIXES: co_spawn(co_await asio::this_coro::executor, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: }(limit2, save(Id)), asio::detached);
}
// Another executor than the channel's awaits something else.
using Strand = asio::strand<asio::io_context::executor_type>;
awaitable<void, Strand> save_there(int Id);
void on_strand(Strand There, std::vector<int> Ids) {
  for (int Id : Ids)
    co_spawn(There, save_there(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give the tasks a channel
}
// Each has its own executor, which is not known before the loop.
void on_each(std::vector<std::shared_ptr<asio::io_context>> &All, std::vector<int> Ids) {
  for (int Id : Ids) {
    auto Io = All[Id % 8];
    co_spawn(*Io, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give the tasks a channel
  }
}

awaitable<void> waits_by_number(int N) {
  auto Ex = co_await asio::this_coro::executor;
  for (int I = 0; I < N; ++I) {
    co_await save(I);
    if (N)
      co_spawn(Ex, save(-I), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'co_spawn' starts a task for each round of a loop
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Ex, 10);
    // CHECK-FIXES: co_spawn(Ex, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES-NEXT: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES-NEXT: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES-NEXT: co_return co_await std::move(task);
    // CHECK-FIXES-NEXT: }(limit, save(-I)), asio::detached);
  }
}

// --- Silent --------------------------------------------------------------------

awaitable<void> one_by_one(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids)
    co_await asio::co_spawn(Ex, save(Id), asio::use_awaitable);
}
awaitable<void> server() {
  auto Ex = co_await asio::this_coro::executor;
  for (;;)
    asio::co_spawn(Ex, session(co_await next()), asio::detached);
}
awaitable<void> server_while() {
  auto Ex = co_await asio::this_coro::executor;
  while (true) {
    auto Socket = co_await next();
    asio::co_spawn(Ex, session(std::move(Socket)), asio::detached);
  }
}
awaitable<void> server_of_so_many(int Sessions) {
  auto Ex = co_await asio::this_coro::executor;
  for (int I = 0; I < Sessions; ++I) {
    auto Socket = co_await next();
    asio::co_spawn(Ex, session(std::move(Socket)), asio::detached);
  }
}
void workers(asio::io_context &Io, int N) {
  for (int I = 0; I < N; ++I)
    co_spawn(Io, worker(), asio::detached);
}
void both(asio::io_context &Io) {
  for (int Id : {1, 2})
    co_spawn(Io, save(Id), asio::detached);
}
// Asio before 1.24 has no channels of an error alone.
using boost::system::error_code;
using Channel = asio::experimental::channel<void(error_code, bool)>;
awaitable<void> channel(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  Channel Slots(Ex, 64);
  for (int Id : Ids) {
    co_await Slots.async_send(error_code(), true, asio::use_awaitable);
    asio::co_spawn(Ex, save(Id), [&](std::exception_ptr) {
      Slots.try_receive([](auto &&...) {});
    });
  }
}
void listeners(asio::io_context &Io, std::vector<asio::ip::port_type> Ports);

#if BOOST_ASIO_VERSION >= 102400
// It starts nothing: what awaits the operations does.
awaitable<void> deferred(std::vector<int> Ids) {
  auto Ex = co_await asio::this_coro::executor;
  using Operation = decltype(asio::co_spawn(Ex, load(1), asio::deferred));
  std::vector<Operation> Operations;
  for (int Id : Ids)
    Operations.push_back(asio::co_spawn(Ex, load(Id), asio::deferred));
    // CHECK-MESSAGES-NEWER: :[[@LINE-1]]:16: note: the tasks are made here
  auto Results =
      co_await asio::experimental::make_parallel_group(std::move(Operations))
      // CHECK-MESSAGES-NEWER: :[[@LINE-1]]:16: warning: 'make_parallel_group' runs a task for each element of 'Ids'
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
}
#endif
