// RUN: %check %s async-unbounded-concurrency %t -- %boost_flags
// REQUIRES: boost-asio

// Loops that start a task in each round, where each round waits, or where
// somebody else has decided how many there are.

#include <atomic>
// CHECK-FIXES-DAG: #include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio.hpp>
// CHECK-FIXES-DAG: #include <boost/asio/use_awaitable.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <functional>
#include <future>
#include <memory>
#include <ranges>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> save(int Id);
awaitable<void> worker();

// --- A round that waits for its own task ----------------------------------------

void note(const asio::io_context::executor_type &Ex);

void runs_its_context(std::vector<int> Ids) {
  for (int Id : Ids) {
    asio::io_context Io;
    asio::co_spawn(Io, save(Id), asio::detached);
    Io.run();
  }
}
void runs_by_executor(int N) {
  for (int I = 0; I < N; ++I) {
    asio::io_context Io;
    asio::co_spawn(Io.get_executor(), save(I), asio::detached);
    Io.run();
  }
}
void joins_its_pool(int N) {
  for (int I = 0; I < N; ++I) {
    asio::thread_pool Pool(2);
    asio::co_spawn(Pool, worker(), [](std::exception_ptr) {});
    Pool.join();
  }
}
void waits_for_promise(asio::thread_pool &Pool, std::size_t N) {
  for (std::size_t I = 0; I < N; ++I) {
    std::promise<void> Done;
    asio::co_spawn(Pool, worker(), [&](std::exception_ptr) { Done.set_value(); });
    Done.get_future().wait();
  }
}
void waits_for_future(asio::thread_pool &Pool, std::vector<int> Ids) {
  for (int Id : Ids) {
    auto Done = std::make_shared<std::promise<void>>();
    auto Ended = Done->get_future();
    asio::co_spawn(Pool, save(Id), [Done](std::exception_ptr) { Done->set_value(); });
    Ended.get();
  }
}
void spins(asio::thread_pool &Pool, std::size_t N) {
  for (std::size_t I = 0; I < N; ++I) {
    std::atomic_bool Done{false};
    asio::co_spawn(Pool, worker(), [&](std::exception_ptr) { Done = true; });
    while (!Done.load())
      ;
  }
}
void polls(asio::io_context &Io, std::vector<int> Ids) {
  for (int Id : Ids) {
    bool Done = false;
    asio::co_spawn(Io, save(Id), [&](std::exception_ptr) { Done = true; });
    while (!Done)
      Io.run_one();
  }
}
// A copy of an executor says nothing about the task.
void copied_executor(asio::io_context &Io, std::vector<int> Ids) {
  for (int Id : Ids) {
    auto Ex = Io.get_executor();
    asio::co_spawn(Ex, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    note(Ex);
  }
}
void keeps_contexts(std::vector<int> Ids) {
  std::vector<std::unique_ptr<asio::io_context>> Kept;
  for (int Id : Ids) {
    auto Io = std::make_unique<asio::io_context>();
    asio::co_spawn(Io->get_executor(), save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    Kept.push_back(std::move(Io));
  }
}
void joins_at_times(asio::thread_pool &Pool, std::size_t N) {
// CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Pool, 10);
  for (std::size_t I = 0; I < N; ++I) {
    auto Done = std::make_shared<std::promise<void>>();
    asio::co_spawn(Pool, save(int(I)), [Done](std::exception_ptr) { Done->set_value(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each round of a loop
    // CHECK-FIXES: asio::co_spawn(Pool, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(int(I))), [Done](std::exception_ptr) { Done->set_value(); });
    if (I + 1 == N)
      Done->get_future().wait();
  }
}
// The outer loop waits, the inner one does not.
void joins_after_all(std::vector<std::vector<int>> Groups) {
  for (const auto &Group : Groups) {
    asio::thread_pool Pool(2);
    for (int Id : Group)
      asio::co_spawn(Pool, save(Id), asio::detached);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'co_spawn' starts a task for each element of 'Group'
    Pool.join();
  }
}

awaitable<void> one_ends();
awaitable<void> waits_for_room(std::vector<int> Ids, int &Running, int Limit) {
  auto Ex = co_await asio::this_coro::executor;
  // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Ex, 10);
  for (int Id : Ids) {
    while (Running >= Limit)
      co_await one_ends();
    ++Running;
    asio::co_spawn(Ex, save(Id), [&](std::exception_ptr) { --Running; });
  }
}
// It is not how many run that is asked.
awaitable<void> waits_to_be_ready(std::vector<int> Ids, bool &Ready) {
  auto Ex = co_await asio::this_coro::executor;
  for (int Id : Ids) {
    while (!Ready)
      co_await one_ends();
    asio::co_spawn(Ex, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: asio::co_spawn(Ex, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(Id)), asio::detached);
  }
}

// --- One task per executor ------------------------------------------------------

awaitable<void> serve(int Port);
void on_each_context(std::vector<asio::io_context> &Contexts) {
  for (auto &Context : Contexts)
    asio::co_spawn(Context, serve(8080), asio::detached);
  for (auto &Context : Contexts)
    asio::co_spawn(Context.get_executor(), serve(8081), asio::detached);
}
void on_each_pointer(std::vector<std::unique_ptr<asio::io_context>> Contexts) {
  for (std::size_t I = 0; I < Contexts.size(); ++I)
    asio::co_spawn(*Contexts[I], serve(int(I)), asio::detached);
}
awaitable<void> session_of(asio::ip::tcp::socket &S);
// Where each is at home, and not more than one for each.
void each_socket(std::vector<asio::ip::tcp::socket> &Sockets) {
  for (auto &Socket : Sockets)
    asio::co_spawn(Socket.get_executor(), session_of(Socket), asio::detached);
}
void round_robin(std::vector<std::unique_ptr<asio::io_context>> &Contexts,
                 std::vector<int> Ids) {
  for (std::size_t I = 0; I < Ids.size(); ++I)
    asio::co_spawn(*Contexts[I % Contexts.size()], save(Ids[I]), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
}

// --- The caller decides -----------------------------------------------------------

awaitable<void> all_of(std::size_t N, std::function<awaitable<void>(std::size_t)> Make) {
  auto Ex = co_await asio::this_coro::executor;
  using Operation = decltype(asio::co_spawn(Ex, save(1), asio::deferred));
  std::vector<Operation> Operations;
  for (std::size_t I = 0; I < N; ++I)
    Operations.push_back(asio::co_spawn(Ex, Make(I), asio::deferred));
  co_await asio::experimental::make_parallel_group(std::move(Operations))
      .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
}
void start_all(asio::io_context &Io, const std::vector<int> &Ids,
               awaitable<void> (*Make)(int)) {
  for (int Id : Ids)
    asio::co_spawn(Io, Make(Id), asio::detached);
}
// What is called at the end makes no tasks.
void start_then_tell(asio::io_context &Io, const std::vector<int> &Ids,
                     std::function<void(std::exception_ptr)> Tell) {
  for (int Id : Ids)
    asio::co_spawn(Io, save(Id), Tell);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
    // CHECK-FIXES: asio::co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(Id)), Tell);
}
std::vector<int> listed();
void all_listed(asio::io_context &Io, std::function<awaitable<void>(int)> Make) {
// CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
  for (int Id : listed())
    asio::co_spawn(Io, Make(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'listed()'
    // CHECK-FIXES: asio::co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, Make(Id)), asio::detached);
}

// --- A written size -----------------------------------------------------------------

void resized(asio::io_context &Io) {
  std::vector<int> Ids;
  Ids.resize(3);
  Ids[0] = 7;
  Ids.front() = 8;
  for (int Id : Ids)
    asio::co_spawn(Io, save(Id), asio::detached);
}
void resized_by_many(asio::io_context &Io) {
  std::vector<int> Ids(2);
  Ids.resize(100000);
  for (int Id : Ids)
    asio::co_spawn(Io, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
    // CHECK-FIXES: asio::co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(Id)), asio::detached);
}
void resized_by_the_caller(asio::io_context &Io, std::size_t N) {
  std::vector<int> Ids;
  Ids.resize(N);
  for (int Id : Ids)
    asio::co_spawn(Io, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
    // CHECK-FIXES: asio::co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(Id)), asio::detached);
}
void resized_and_filled(asio::io_context &Io, int N) {
  std::vector<int> Ids;
  Ids.resize(3);
  for (int I = 0; I < N; ++I)
    Ids.push_back(I);
  for (int Id : Ids)
    asio::co_spawn(Io, save(Id), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'Ids'
    // CHECK-FIXES: const auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(Io, 10);
    // CHECK-FIXES: asio::co_spawn(Io, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: if (!gate->try_send(boost::system::error_code(), true))
    // CHECK-FIXES-NEXT: co_await gate->async_send(boost::system::error_code(), true, asio::use_awaitable);
    // CHECK-FIXES: const std::shared_ptr<void> slot(nullptr, [gate](std::nullptr_t) { gate->try_receive([](auto &&...) {}); });
    // CHECK-FIXES: co_return co_await std::move(task);
    // CHECK-FIXES: }(limit, save(Id)), asio::detached);
}

// --- Numbers that are written in a range ---------------------------------------

awaitable<void> numbers(int N) {
  auto Ex = co_await asio::this_coro::executor;
  for (int I : std::views::iota(1, 5))
    asio::co_spawn(Ex, save(I), asio::detached);
  for (int I : std::views::iota(5, 1))
    asio::co_spawn(Ex, save(I), asio::detached);
  for (int I : std::views::iota(1, 5000))
    asio::co_spawn(Ex, save(I), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'std::views::iota(1, 5000)'
  for (int I : std::views::iota(0, N))
    asio::co_spawn(Ex, save(I), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task for each element of 'std::views::iota(0, N)'
}

// CHECK-FIXES: auto limit = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(co_await asio::this_coro::executor, 10);
// CHECK-FIXES: for (int I : std::views::iota(1, 5000)) {
// CHECK-FIXES: co_await limit->async_send(boost::system::error_code(), true, asio::use_awaitable);
// CHECK-FIXES: asio::co_spawn(Ex, save(I), [limit](auto &&...) { limit->try_receive([](auto &&...) {}); });
// CHECK-FIXES: auto limit2 = std::make_shared<asio::experimental::concurrent_channel<void(boost::system::error_code, bool)>>(co_await asio::this_coro::executor, 10);
// CHECK-FIXES: for (int I : std::views::iota(0, N)) {
// CHECK-FIXES: co_await limit2->async_send(boost::system::error_code(), true, asio::use_awaitable);
// CHECK-FIXES: asio::co_spawn(Ex, save(I), [limit2](auto &&...) { limit2->try_receive([](auto &&...) {}); });