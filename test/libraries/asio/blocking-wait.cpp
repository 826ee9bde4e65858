// RUN: %check %s async-blocking-wait %t -- %boost_flags
// RUN: %check %s async-blocking-wait %t.asio %as_asio -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::use_awaitable;
using asio::use_future;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<int> answer();
awaitable<void> save(std::string);
void use(int);

//===--- co_spawn ---------------------------------------------------------===//

awaitable<int> spawned(asio::any_io_executor Executor) {
  int Value = co_spawn(Executor, answer(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: int Value = co_await co_spawn(Executor, answer(), asio::use_awaitable);
  co_return Value;
}

awaitable<void> spellings(asio::any_io_executor Executor) {
  use(co_spawn(Executor, answer(), asio::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_spawn(Executor, answer(), asio::use_awaitable));
  use(asio::co_spawn(Executor, answer(), boost::asio::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{67|60}}: warning: 'get' blocks
  // CHECK-FIXES: use(co_await asio::co_spawn(Executor, answer(), boost::asio::use_awaitable));
  use(boost::asio::co_spawn(Executor, answer(), ::boost::asio::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{76|62}}: warning: 'get' blocks
  // CHECK-FIXES: use(co_await boost::asio::co_spawn(Executor, answer(), ::boost::asio::use_awaitable));
  co_spawn(Executor, save("a"), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread of this coroutine until the 'std::future<void>' is complete
  // CHECK-FIXES: co_await co_spawn(Executor, save("a"), asio::use_awaitable);
  co_spawn(Executor, save("b"), use_future)
      .get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks
  // CHECK-FIXES: co_await co_spawn(Executor, save("b"), asio::use_awaitable);
  namespace net = boost::asio;
  use(net::co_spawn(Executor, answer(), net::use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks
  // CHECK-FIXES: use(co_await net::co_spawn(Executor, answer(), net::use_awaitable));
  use(co_spawn(Executor, answer(), asio::use_future_t<>()).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_spawn(Executor, answer(), asio::use_awaitable));
  co_return;
}

awaitable<void> lambdas(asio::io_context &Context) {
  use(co_spawn(
          Context, []() -> awaitable<int> { co_return 1; }, use_future)
          .get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_spawn(
  // CHECK-FIXES-NEXT: Context, []() -> awaitable<int> { co_return 1; }, asio::use_awaitable));
  co_return;
}

//===--- Kept in a variable first -----------------------------------------===//

awaitable<int> held(asio::any_io_executor Executor, asio::steady_timer &Timer) {
  auto First = co_spawn(Executor, answer(), use_future);
  // What it gives.
  int Value = First.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks
  // CHECK-FIXES: auto First = co_spawn(Executor, answer(), asio::use_awaitable);
  // CHECK-FIXES-NEXT: // What it gives.
  // CHECK-FIXES-NEXT: int Value = co_await std::move(First);
  auto Second = co_spawn(Executor, save("a"), asio::use_future);
  Second.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks
  // CHECK-FIXES: auto Second = co_spawn(Executor, save("a"), asio::use_awaitable);
  // CHECK-FIXES-NEXT: co_await std::move(Second);
  auto Third = co_spawn(Executor, answer(), use_future);
  if (Third.get() > Value)
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks
  // CHECK-FIXES: auto Third = co_spawn(Executor, answer(), asio::use_awaitable);
  // CHECK-FIXES-NEXT: if (co_await std::move(Third) > Value)
    use(1);
  auto Fourth = Timer.async_wait(use_future);
  Fourth.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks
  auto Fifth = co_spawn(Executor, answer(), use_future);
  use(Fifth.get() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks
  // CHECK-FIXES: auto Fifth = co_spawn(Executor, answer(), asio::use_awaitable);
  // CHECK-FIXES-NEXT: use(co_await std::move(Fifth) + 1);
  auto Last = co_spawn(Executor, answer(), use_future);
  co_return Last.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks
  // CHECK-FIXES: auto Last = co_spawn(Executor, answer(), asio::use_awaitable);
  // CHECK-FIXES-NEXT: co_return co_await std::move(Last);
}

awaitable<int> something_between(asio::any_io_executor Executor, bool Twice) {
  auto A = co_spawn(Executor, answer(), use_future);
  auto B = co_spawn(Executor, answer(), use_future);
  int Sum = A.get() + B.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: something else happens between the start of 'A' and this wait
  // CHECK-MESSAGES: :[[@LINE-3]]:25: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-4]]:25: note: not fixed: something else happens between the start of 'B' and this wait
  std::future<int> C = co_spawn(Executor, answer(), use_future);
  Sum += C.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: the type of 'C' is written
  auto D = co_spawn(Executor, answer(), use_future);
  if (Twice && D.get())
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: something else happens between the start of 'D' and this wait
    co_return 1;
  auto InLambda = co_spawn(Executor, answer(), use_future);
  auto Later = [&]() -> awaitable<void> { use(InLambda.get()); co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: not fixed: 'InLambda' is used elsewhere, too
  auto E = co_spawn(Executor, answer(), use_future);
  Sum += E.valid() ? E.get() : 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: 'E' is used elsewhere, too
  co_return Sum;
}

//===--- Any operation ----------------------------------------------------===//

awaitable<void> operations(tcp::socket &Socket, asio::steady_timer &Timer,
                           std::vector<char> Data) {
  Timer.async_wait(use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks
  // CHECK-FIXES: co_await Timer.async_wait(asio::use_awaitable);
  auto Size = Socket.async_read_some(asio::buffer(Data), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:76: warning: 'get' blocks
  // CHECK-FIXES: auto Size = co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
  use(asio::async_write(Socket, asio::buffer(Data, Size), asio::use_future).get() + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:77: warning: 'get' blocks
  // CHECK-FIXES: use(co_await asio::async_write(Socket, asio::buffer(Data, Size), asio::use_awaitable) + 1);
  asio::post(Socket.get_executor(), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks
  // CHECK-FIXES: co_await asio::post(Socket.get_executor(), asio::use_awaitable);
  tcp::resolver Resolver(Socket.get_executor());
  auto First = Resolver.async_resolve("host", "80", asio::use_future).get().begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:71: warning: 'get' blocks
  // CHECK-FIXES: auto First = (co_await Resolver.async_resolve("host", "80", asio::use_awaitable)).begin();
  asio::async_connect(Socket, Resolver.async_resolve("host", "80", asio::use_future).get(), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:86: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:111: warning: 'get' blocks
  // CHECK-FIXES: co_await asio::async_connect(Socket, co_await Resolver.async_resolve("host", "80", asio::use_awaitable), asio::use_awaitable);
  (void)First;
  co_return;
}

//===--- Reported, and why not fixed --------------------------------------===//

awaitable<void> unfixed(asio::any_io_executor Executor, std::mutex &Mutex) {
  auto Stored = co_spawn(Executor, answer(), use_future);
  use(Stored.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'std::future<int>' is complete
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'Stored' is used elsewhere, too
  co_spawn(Executor, answer(), use_future).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: 'co_await' throws what 'wait' leaves in the future
  co_spawn(Executor, answer(), use_future).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'wait_for' blocks the thread of this coroutine until the 'std::future<int>' is complete or the time is up
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: not fixed: 'co_await' has no time limit
  Stored = co_spawn(Executor, answer(), use_future);
  if (Stored.wait_until(std::chrono::steady_clock::now() + 1s) ==
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'wait_until' blocks
      // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: 'co_await' has no time limit
      std::future_status::ready)
    use(Stored.get());
  std::lock_guard Guard(Mutex);
  use(co_spawn(Executor, answer(), use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:48: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

awaitable<void, asio::io_context::executor_type>
ownExecutor(asio::io_context &Context) {
  use(co_spawn(Context, answer(), use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:47: note: not fixed: 'boost::asio::use_awaitable' is for coroutines with the default executor
  co_return;
}

constexpr auto Waiting = asio::use_future;
awaitable<void> storedToken(asio::any_io_executor Executor) {
  use(co_spawn(Executor, answer(), Waiting).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_spawn(Executor, answer(), asio::use_awaitable));
  co_return;
}

// A package: the operation's own token is another.
awaitable<void> packaged(asio::any_io_executor Executor) {
  use(asio::post(Executor, use_future([] { return 1; })).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:58: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

// Functions of one's own: one takes any token, the others do not.
template <typename Token> auto load(asio::any_io_executor Executor, Token &&T) {
  return co_spawn(Executor, answer(), std::forward<Token>(T));
}
std::future<int> loadLater(asio::any_io_executor, asio::use_future_t<>);
template <typename T> std::future<int> loadSome(T, asio::use_future_t<>);
awaitable<void> own(asio::any_io_executor Executor) {
  use(load(Executor, use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks
  // CHECK-FIXES: use(co_await load(Executor, asio::use_awaitable));
  use(loadLater(Executor, use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: not fixed: 'std::future<int>' has no awaiter
  use(loadSome(1, use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:31: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

// The value is discarded; the exception is not.
awaitable<void> discarded(asio::any_io_executor Executor) {
  (void)co_spawn(Executor, answer(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks
  // CHECK-FIXES: (void)co_await co_spawn(Executor, answer(), asio::use_awaitable);
  co_return;
}

// Another library's coroutine cannot await Asio's operations by itself.
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task foreign(asio::any_io_executor Executor) {
  use(co_spawn(Executor, answer(), use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:48: note: not fixed: 'std::future<int>' has no awaiter
  co_return;
}

template <typename T> awaitable<T> generic(asio::any_io_executor Executor, T V) {
  co_spawn(Executor, save("c"), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks
  // CHECK-FIXES: co_await co_spawn(Executor, save("c"), asio::use_awaitable);
  co_return V;
}
template awaitable<int> generic(asio::any_io_executor, int);

//===--- Silent -----------------------------------------------------------===//

// Not in a coroutine: there a future is the way.
int plain(asio::any_io_executor Executor) {
  return co_spawn(Executor, answer(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread until the 'std::future<int>' is complete [async-blocking-wait]
}
// A wait of the program's own, on a loop that its caller made, or was given.
template <typename T> T run(asio::io_context &Context, awaitable<T> Work) {
  auto Result = co_spawn(Context, std::move(Work), use_future);
  Context.run();
  return Result.get();
}
void onOwnLoop() {
  asio::io_context Own;
  use(run(Own, answer()));
}
void onOthersLoop(asio::io_context &Given) {
  asio::io_context &Same = Given;
  use(run(Given, answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'run' blocks the thread until the 'boost::asio::awaitable<int>' is complete
  use(run(Same, answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'run' blocks the thread until the 'boost::asio::awaitable<int>' is complete
}
int main() {
  asio::io_context Context;
  std::thread Runner([&] { Context.run(); });
  auto Result = co_spawn(Context, answer(), asio::use_future);
  Runner.join();
  return Result.get();
}

awaitable<void> silent(asio::any_io_executor Executor) {
  // Only started.
  auto Started = co_spawn(Executor, answer(), use_future);
  if (Started.wait_for(0s) == std::future_status::ready)
    use(Started.get());
  // On another thread.
  std::thread([Executor] {
    use(co_spawn(Executor, answer(), use_future).get());
  }).detach();
  asio::post(Executor, [Executor] {
    use(co_spawn(Executor, answer(), use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks the thread of an event loop or executor until the 'std::future<int>' is complete [async-blocking-wait]
  });
  // Awaited.
  use(co_await co_spawn(Executor, answer(), use_awaitable));
  use(co_await answer());
  // Other members of the same names.
  tcp::socket Socket(Executor);
  asio::steady_timer Timer(Executor);
  use(std::get<0>(std::tuple(1)));
  use(*std::make_unique<int>(1).get());
  // The timer's own wait() is a blocking call, not a wait for a future.
  Timer.wait();
}
