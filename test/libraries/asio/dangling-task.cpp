// RUN: %check %s async-dangling-task %t -- %boost_flags
// RUN: %check %s async-dangling-task %t.asio %as_asio -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

awaitable<void> greet(const std::string &Name);
awaitable<void> session(tcp::socket &Socket);
awaitable<void> owning_session(tcp::socket Socket);
awaitable<void> write_buffer(asio::const_buffer Buffer);
awaitable<int> load(int Id);

// --- Reported ------------------------------------------------------------

void spawned(asio::io_context &Context) {
  asio::co_spawn(Context, greet(std::string("x")), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'greet' is handed over to 'co_spawn' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: through parameter 'Name'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: not fixed: nothing here lives as long as the task; let the coroutine take it by value
}

void spawned_closure(asio::io_context &Context, int Id) {
  asio::co_spawn(
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over to 'co_spawn' and refers to the captures of a lambda
      Context, [Id]() -> awaitable<void> { co_await load(Id); }(),
      // CHECK-FIXES: Context, [Id]() -> awaitable<void> { co_await load(Id); },
      asio::detached);
  Context.run();
}

int by_reference() {
  asio::io_context Context;
  int Done = 0;
  asio::co_spawn(Context, [&]() -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over
    Done = co_await load(1);
  }(), asio::detached);
  // CHECK-FIXES: }, asio::detached);
  Context.run();
  return Done;
}

void with_arguments(asio::io_context &Context, int Id) {
  asio::co_spawn(Context, [Id](int I) -> awaitable<void> { co_await load(Id + I); }(1), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over
  // CHECK-FIXES: asio::co_spawn(Context, [](int I, const auto Id) -> awaitable<void> { co_await load(Id + I); }(1, Id), asio::detached);
}

awaitable<void> accept_loop(tcp::acceptor &Acceptor) {
  auto Executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket Socket = co_await Acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(Acceptor.get_executor(), session(Socket), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'session' is handed over to 'co_spawn' and refers to local variable 'Socket', which is destroyed at the end of its block
  }
}

void kept_closure_of_a_local(asio::io_context &Context) {
  std::string Name = "x";
  asio::co_spawn(Context, [&]() -> awaitable<void> { co_await greet(Name); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over to 'co_spawn' and refers to local variable 'Name', which is destroyed at the end of its block [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: nothing here lives as long as the task; let the lambda capture it by value
}

awaitable<void> closures_in_a_loop(tcp::acceptor &Acceptor) {
  for (;;) {
    auto Socket = co_await Acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(Acceptor.get_executor(), [&Socket]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of this lambda is handed over to 'co_spawn' and refers to local variable 'Socket'
      for (;;)
        co_await session(Socket);
    }, asio::detached);
  }
}

awaitable<void> returned(std::string Text) {
  return write_buffer(asio::buffer(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'write_buffer' is returned and refers to parameter 'Text'
  // CHECK-FIXES: co_return co_await write_buffer(asio::buffer(Text));
}

awaitable<std::size_t> operation_returned(tcp::socket &Socket, std::string Text) {
  return asio::async_write(Socket, asio::buffer(Text), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'async_write' is returned and refers to parameter 'Text'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function refers to what its caller gave until it is complete
}

awaitable<void> both_returned(std::string Text) {
  return greet(Text) && greet("literal");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'greet' is returned
  // CHECK-FIXES: co_return co_await (greet(Text) && greet("literal"));
}

awaitable<void> named_then_moved() {
  auto Task = greet("literal");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'greet' is stored in 'Task'
  co_await std::move(Task);
  // CHECK-FIXES: co_await greet("literal");
}

// --- Silent ---------------------------------------------------------------

void kept_closure(asio::io_context &Context, int Id) {
  asio::co_spawn(Context, [Id]() -> awaitable<void> { co_await load(Id); }, asio::detached);
  asio::co_spawn(Context, [&]() -> awaitable<void> { co_await load(Id); }, asio::detached);
  asio::co_spawn(Context, []() -> awaitable<void> { co_await load(1); }(), asio::detached);
  Context.run();
}

void kept_closure_of_the_callers(asio::io_context &Context, std::string &Name) {
  asio::co_spawn(Context, [&]() -> awaitable<void> { co_await greet(Name); }, asio::detached);
}

void kept_copy(asio::io_context &Context) {
  std::string Name = "x";
  asio::co_spawn(Context, [Name]() -> awaitable<void> { co_await greet(Name); }, asio::detached);
}

void no_suspension_with_it(asio::io_context &Context) {
  int Count = 0;
  asio::co_spawn(Context, [&]() -> awaitable<void> { ++Count; co_await load(1); }, asio::detached);
}

void static_variable(asio::io_context &Context) {
  static std::string Name = "x";
  asio::co_spawn(Context, [&]() -> awaitable<void> { co_await greet(Name); }, asio::detached);
}

void joined_by_a_destructor() {
  int Count = 0;
  asio::thread_pool Pool;
  asio::co_spawn(Pool, [&]() -> awaitable<void> { Count += co_await load(1); }, asio::detached);
}

int joined_by_a_future(asio::io_context &Context) {
  int Count = 0;
  return asio::co_spawn(Context, [&]() -> awaitable<int> { co_return Count + co_await load(1); }, asio::use_future).get();
}

awaitable<void> awaited_closure(asio::io_context &Context) {
  int Count = 0;
  co_await asio::co_spawn(Context, [&]() -> awaitable<void> { Count += co_await load(1); }, asio::use_awaitable);
}

void a_lambda_around_it(asio::io_context &Context) {
  int Count = 0;
  const auto Start = [&] {
    asio::co_spawn(Context, [&]() -> awaitable<void> { Count += co_await load(1); }, asio::detached);
  };
  Start();
  Context.run();
}

void run_behind_it(asio::io_context &Context) {
  {
    int Count = 0;
    asio::co_spawn(Context, [&]() -> awaitable<void> { Count += co_await load(1); }, asio::detached);
    Context.run();
  }
}

int main_like() {
  asio::io_context Context;
  std::string Name = "x";
  asio::co_spawn(Context, greet(Name), asio::detached);
  asio::co_spawn(Context, load(1), asio::detached);
  Context.run();
  return 0;
}

int waited(asio::io_context &Context) {
  return asio::co_spawn(Context, [](const std::string &) -> awaitable<int> {
    co_return 1;
  }(std::string("x")), asio::use_future).get();
}

awaitable<void> awaited() {
  auto Executor = co_await asio::this_coro::executor;
  co_await asio::co_spawn(Executor, greet(std::string("x")), asio::use_awaitable);
  co_await (greet("a") && greet(std::string("b")));
  co_await (greet("a") || greet(std::string("b")));
}

awaitable<void> owning_loop(tcp::acceptor &Acceptor) {
  for (;;) {
    tcp::socket Socket = co_await Acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(Acceptor.get_executor(), owning_session(std::move(Socket)), asio::detached);
  }
}

awaitable<void> reused_socket(tcp::acceptor &Acceptor) {
  tcp::socket Socket = co_await Acceptor.async_accept(asio::use_awaitable);
  asio::co_spawn(Acceptor.get_executor(), session(Socket), asio::detached);
  co_await load(1);
}

awaitable<void> a_string_literal_buffer() {
  return write_buffer(asio::buffer("literal", 7));
}

awaitable<std::size_t> operation(tcp::socket &Socket, std::string &Text) {
  return asio::async_write(Socket, asio::buffer(Text), asio::use_awaitable);
}
