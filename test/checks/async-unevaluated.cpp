// What is only looked at never runs, so no check has anything to say of it; the
// operand of a typeid that asks a polymorphic object runs.
// RUN: %check %s 'async-*' %t -- %asio_flags -Wno-unused -Wno-c23-extensions
// REQUIRES: asio

#include <algorithm>
#include <asio.hpp>
#include <chrono>
#include <future>
#include <stop_token>
#include <string>
#include <thread>
#include <typeinfo>
#include <vector>

using asio::awaitable;
using asio::detached;
using asio::use_future;
using namespace std::chrono_literals;

struct poly {
  virtual ~poly() = default;
};
poly &object();
awaitable<void> work(int = 0);
awaitable<awaitable<void>> choose();
awaitable<int> find(const std::string &Name);
std::future<int> compute();
int run(int);
awaitable<void> fetch(int Id, std::stop_token Token = {});

awaitable<void> unawaited() {
  (void)sizeof((work(1), 1));
  (void)noexcept(work(1));
  using Type = decltype((work(1), 1));
  (void)typeid((work(1), 1));
  (void)requires { work(1); };
  if constexpr (sizeof(int) == 1)
    work(1);
  (void)__builtin_constant_p((work(1), 1));
  (void)_Generic((work(1), 1), int: 0);
  (void)typeid((work(1), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'work' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'co_await' is not allowed in the operand of 'typeid'
  co_return;
}

awaitable<void> blockingCall() {
  (void)sizeof((std::this_thread::sleep_for(1s), 1));
  (void)noexcept(std::this_thread::sleep_for(1s));
  using Type = decltype((std::this_thread::sleep_for(1s), 1));
  (void)typeid((std::this_thread::sleep_for(1s), 1));
  (void)requires { std::this_thread::sleep_for(1s); };
  if constexpr (sizeof(int) == 1)
    std::this_thread::sleep_for(1s);
  (void)__builtin_constant_p((std::this_thread::sleep_for(1s), 1));
  (void)_Generic((std::this_thread::sleep_for(1s), 1), int: 0);
  (void)typeid((std::this_thread::sleep_for(1s), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'co_await' is not allowed in the operand of 'typeid'
  co_return;
}

awaitable<void> blockingWait(asio::io_context &Context) {
  (void)sizeof((asio::co_spawn(Context, work(1), use_future).get(), 1));
  (void)noexcept(asio::co_spawn(Context, work(1), use_future).get());
  using Type = decltype((asio::co_spawn(Context, work(1), use_future).get(), 1));
  (void)typeid((asio::co_spawn(Context, work(1), use_future).get(), 1));
  (void)requires { asio::co_spawn(Context, work(1), use_future).get(); };
  if constexpr (sizeof(int) == 1)
    asio::co_spawn(Context, work(1), use_future).get();
  (void)__builtin_constant_p((asio::co_spawn(Context, work(1), use_future).get(), 1));
  (void)_Generic((asio::co_spawn(Context, work(1), use_future).get(), 1), int: 0);
  (void)typeid((asio::co_spawn(Context, work(1), use_future).get(), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread of this coroutine until the 'std::future<void>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:62: note: not fixed: 'co_await' is not allowed in the operand of 'typeid'
  co_return;
}

void detachedCoroutine(asio::io_context &Context) {
  (void)sizeof((asio::co_spawn(Context, work(1), detached), 1));
  (void)noexcept(asio::co_spawn(Context, work(1), detached));
  using Type = decltype((asio::co_spawn(Context, work(1), detached), 1));
  (void)typeid((asio::co_spawn(Context, work(1), detached), 1));
  (void)requires { asio::co_spawn(Context, work(1), detached); };
  if constexpr (sizeof(int) == 1)
    asio::co_spawn(Context, work(1), detached);
  (void)__builtin_constant_p((asio::co_spawn(Context, work(1), detached), 1));
  (void)_Generic((asio::co_spawn(Context, work(1), detached), 1), int: 0);
  (void)typeid((asio::co_spawn(Context, work(1), detached), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves 'work' is lost, if 'work' lets one out: its body was not seen [async-detached-coroutine]
}

void danglingTask(asio::io_context &Context) {
  (void)sizeof((asio::co_spawn(Context, find(std::string("x")), use_future), 1));
  (void)noexcept(asio::co_spawn(Context, find(std::string("x")), use_future));
  using Type = decltype((asio::co_spawn(Context, find(std::string("x")), use_future), 1));
  (void)typeid((asio::co_spawn(Context, find(std::string("x")), use_future), 1));
  (void)requires { asio::co_spawn(Context, find(std::string("x")), use_future); };
  if constexpr (sizeof(int) == 1)
    asio::co_spawn(Context, find(std::string("x")), use_future);
  (void)__builtin_constant_p((asio::co_spawn(Context, find(std::string("x")), use_future), 1));
  (void)_Generic((asio::co_spawn(Context, find(std::string("x")), use_future), 1), int: 0);
  (void)typeid((asio::co_spawn(Context, find(std::string("x")), use_future), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task of 'find' is handed over to 'co_spawn' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
}

awaitable<void> discardingCallback(std::vector<int> Ids) {
  (void)sizeof((std::for_each(Ids.begin(), Ids.end(), work), 1));
  (void)noexcept(std::for_each(Ids.begin(), Ids.end(), work));
  using Type = decltype((std::for_each(Ids.begin(), Ids.end(), work), 1));
  (void)typeid((std::for_each(Ids.begin(), Ids.end(), work), 1));
  (void)requires { std::for_each(Ids.begin(), Ids.end(), work); };
  if constexpr (sizeof(int) == 1)
    std::for_each(Ids.begin(), Ids.end(), work);
  (void)__builtin_constant_p((std::for_each(Ids.begin(), Ids.end(), work), 1));
  (void)_Generic((std::for_each(Ids.begin(), Ids.end(), work), 1), int: 0);
  (void)typeid((std::for_each(Ids.begin(), Ids.end(), work), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: the task that 'work' returns is dropped by 'std::for_each', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:55: note: not fixed: 'co_await' is not allowed in the operand of 'typeid'
  co_return;
}

int repeatedAwait(std::future<int> Result) {
  const int First = Result.get();
  (void)sizeof((Result.get(), 1));
  (void)noexcept(Result.get());
  using Type = decltype((Result.get(), 1));
  (void)typeid((Result.get(), 1));
  (void)requires { Result.get(); };
  if constexpr (sizeof(int) == 1)
    Result.get();
  (void)__builtin_constant_p((Result.get(), 1));
  (void)_Generic((Result.get(), 1), int: 0);
  (void)typeid((Result.get(), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Result' is used by 'get' again; a 'std::future<int>' can be used only once [async-repeated-await]
  // CHECK-FIXES: (void)typeid((First, object()));
  return First;
}

awaitable<void> unpropagatedStopToken(std::stop_token Token) {
  (void)sizeof((fetch(1), 1));
  (void)noexcept(fetch(1));
  using Type = decltype((fetch(1), 1));
  (void)typeid((fetch(1), 1));
  (void)requires { fetch(1); };
  if constexpr (sizeof(int) == 1)
    co_await fetch(1);
  (void)__builtin_constant_p((fetch(1), 1));
  (void)_Generic((fetch(1), 1), int: 0);
  (void)typeid((fetch(1), object()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: the task returned by 'fetch' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: not fixed: 'co_await' is not allowed in the operand of 'typeid'
  // CHECK-FIXES: (void)typeid((fetch(1, Token), object()));
  co_return;
}

void unboundedConcurrency(const std::vector<int> &Ids) {
  std::vector<std::future<int>> Results;
  for (int Id : Ids) {
    (void)sizeof((Results.push_back(std::async(std::launch::async, run, Id)), 1));
    (void)noexcept(Results.push_back(std::async(std::launch::async, run, Id)));
    using Type = decltype((Results.push_back(std::async(std::launch::async, run, Id)), 1));
    (void)typeid((Results.push_back(std::async(std::launch::async, run, Id)), 1));
    (void)requires { Results.push_back(std::async(std::launch::async, run, Id)); };
    if constexpr (sizeof(int) == 1)
      Results.push_back(std::async(std::launch::async, run, Id));
    (void)__builtin_constant_p((Results.push_back(std::async(std::launch::async, run, Id)), 1));
    (void)_Generic((Results.push_back(std::async(std::launch::async, run, Id)), 1), int: 0);
    (void)typeid((Results.push_back(std::async(std::launch::async, run, Id)), object()));
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'async' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
  }
}

awaitable<void> nestedTask() {
  if constexpr (sizeof(int) == 1)
    co_await choose();
  co_return;
}

// Nor does it change anything.
int changesNothing(std::future<int> Result) {
  const int First = Result.get();
  (void)noexcept(Result = compute());
  (void)sizeof(Result = compute());
  (void)typeid((Result = compute(), 1));
  (void)__builtin_constant_p((Result = compute(), 1));
  return First + Result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Result' is used by 'get' again; a 'std::future<int>' can be used only once [async-repeated-await]
  // CHECK-FIXES: return First + First;
}
int changesIt(std::future<int> Result) {
  const int First = Result.get();
  (void)typeid((Result = compute(), object()));
  return First + Result.get();
}
