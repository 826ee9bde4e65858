// RUN: %check %s async-dangling-task %t -- %asio_flags -Wno-unused
// REQUIRES: asio

#include <asio.hpp>
#include <string>

using asio::awaitable;

awaitable<int> find(const std::string &Name);
awaitable<int> load(int Id);

void spawned(asio::io_context &Context) {
  asio::co_spawn(Context, find(std::string("x")), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is handed over to 'co_spawn' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
}
void spawned_closure(asio::io_context &Context, int Id) {
  asio::co_spawn(Context, [Id]() -> awaitable<void> { co_await load(Id); }(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is handed over to 'co_spawn' and refers to the captures of a lambda that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: asio::co_spawn(Context, [Id]() -> awaitable<void> { co_await load(Id); }, asio::detached);
}
awaitable<int> returned(std::string Name) {
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await find(Name);
}

// --- Silent ------------------------------------------------------------------

void kept_closure(asio::io_context &Context, int Id) {
  asio::co_spawn(Context, [Id]() -> awaitable<void> { co_await load(Id); }, asio::detached);
}
awaitable<void> awaited() {
  auto Executor = co_await asio::this_coro::executor;
  co_await asio::co_spawn(Executor, find("x"), asio::use_awaitable);
  co_await find("x");
}
int main_like() {
  asio::io_context Context;
  std::string Name = "x";
  asio::co_spawn(Context, find(Name), asio::detached);
  Context.run();
  return 0;
}
