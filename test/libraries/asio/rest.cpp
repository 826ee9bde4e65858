// RUN: %check %s async-dangling-task,async-detached-coroutine,async-discarding-callback,async-unawaited-task,async-unbounded-concurrency %t -check-suffixes=,NEWER -- %boost_flags -Wno-unused
// RUN: %check %s async-dangling-task,async-detached-coroutine,async-discarding-callback,async-unawaited-task,async-unbounded-concurrency %t.asio %as_asio -check-suffixes=,OLDER -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

// What the other tests leave out.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_single.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using boost::system::error_code;

awaitable<void> save(int Id = 0);
asio::experimental::coro<int> numbers(asio::any_io_executor Executor);

// --- What an operation gives -----------------------------------------------------

template <typename T> constexpr bool IsOperation = false;
#if BOOST_ASIO_VERSION >= 102400
template <typename... T> constexpr bool IsOperation<asio::deferred_async_operation<T...>> = true;
template <typename... T> constexpr bool IsOperation<asio::deferred_sequence<T...>> = true;
using asio::deferred;
#else
template <typename... T> constexpr bool IsOperation<asio::experimental::deferred_async_operation<T...>> = true;
using asio::experimental::deferred;
#endif

awaitable<void> dropped(asio::steady_timer &Timer) {
  static_assert(IsOperation<decltype(Timer.async_wait(deferred))>);
  Timer.async_wait(deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'async_wait' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES-NEWER: co_await Timer.async_wait(deferred);
#if BOOST_ASIO_VERSION >= 102400
  auto Chain = [&] { return Timer.async_wait(deferred([](error_code) { return deferred.values(1); })); };
  static_assert(IsOperation<decltype(Chain())>);
  Chain();
  // CHECK-MESSAGES-NEWER: :[[@LINE-1]]:3: warning: this awaitable is never awaited, so it never runs [async-unawaited-task]
#endif
  // The executor is asked for, and starts nothing.
  static_assert(std::is_same_v<decltype(asio::this_coro::executor), const asio::this_coro::executor_t>);
  numbers(co_await asio::this_coro::executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'numbers' is never awaited, so it never runs [async-unawaited-task]
}

// --- Errors that are values ------------------------------------------------------

awaitable<void> single(asio::ip::tcp::socket Socket, asio::mutable_buffer Data) {
  error_code Error;
  auto Redirected = asio::redirect_error(use_awaitable, Error);
  static_assert(std::is_same_v<decltype(Redirected), asio::redirect_error_t<asio::use_awaitable_t<>>>);
  co_await Socket.async_read_some(Data, Redirected);
  auto Tuple = asio::experimental::as_tuple(use_awaitable);
#if BOOST_ASIO_VERSION >= 102400
  static_assert(std::is_same_v<decltype(Tuple), asio::as_tuple_t<asio::use_awaitable_t<>>>);
#else
  static_assert(std::is_same_v<decltype(Tuple), asio::experimental::as_tuple_t<asio::use_awaitable_t<>>>);
#endif
  co_await Socket.async_read_some(Data, Tuple);
  auto Single = asio::experimental::as_single(use_awaitable);
  static_assert(std::is_same_v<decltype(Single), asio::experimental::as_single_t<asio::use_awaitable_t<>>>);
  auto Last = co_await Socket.async_read_some(Data, Single);
}
void starts(asio::io_context &Context, asio::ip::tcp::socket Socket, asio::mutable_buffer Data) {
  asio::co_spawn(Context, single(std::move(Socket), Data), detached);
  asio::co_spawn(Context, save(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'save' is lost, if 'save' lets one out: its body was not seen [async-detached-coroutine]
}

class session : public std::enable_shared_from_this<session> {
public:
  void start(asio::io_context &Context) {
    asio::co_spawn(Context, careful(), detached);
    asio::co_spawn(Context, careless(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: an exception that leaves 'careless' is lost
  }

private:
  // Nothing in front of the 'try' throws.
  awaitable<void> careful() {
    auto Weak = weak_from_this();
    try {
      co_await save();
    } catch (...) {
    }
  }
  awaitable<void> careless() {
    auto Weak = weak_from_this();
    co_await save();
  }
};

// --- What refers to something else -------------------------------------------------

awaitable<void> write(asio::const_buffers_1 Data);
awaitable<void> read(asio::mutable_buffer Data);
awaitable<void> read_one(asio::mutable_buffers_1 Data);
awaitable<void> append(asio::dynamic_string_buffer<char, std::char_traits<char>, std::allocator<char>> Data);
awaitable<void> extend(asio::dynamic_vector_buffer<char, std::allocator<char>> Data);
awaitable<void> writes(std::string Text) {
  return write(asio::const_buffers_1(asio::buffer(Text)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'write' is returned and refers to parameter 'Text', which is destroyed by the return [async-dangling-task]
  // CHECK-FIXES: co_return co_await write(asio::const_buffers_1(asio::buffer(Text)));
}
awaitable<void> reads(std::string Text) {
  return read(asio::buffer(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'read' is returned and refers to parameter 'Text'
  // CHECK-FIXES: co_return co_await read(asio::buffer(Text));
}
awaitable<void> reads_one(std::string Text) {
  return read_one(asio::mutable_buffers_1(asio::buffer(Text)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'read_one' is returned and refers to parameter 'Text'
  // CHECK-FIXES: co_return co_await read_one(asio::mutable_buffers_1(asio::buffer(Text)));
}
awaitable<void> appends(std::string Text) {
  return append(asio::dynamic_buffer(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'append' is returned and refers to parameter 'Text'
  // CHECK-FIXES: co_return co_await append(asio::dynamic_buffer(Text));
}
awaitable<void> extends(std::vector<char> Data) {
  return extend(asio::dynamic_buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'extend' is returned and refers to parameter 'Data'
  // CHECK-FIXES: co_return co_await extend(asio::dynamic_buffer(Data));
}
awaitable<void> of_the_callers(std::string &Text) { return append(asio::dynamic_buffer(Text)); }

// --- Handlers ----------------------------------------------------------------------

void handled(asio::ip::tcp::socket &Socket, std::string &Text) {
  Socket.async_write_some(asio::buffer(Text), [](error_code, std::size_t) -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the task that this lambda returns is dropped by
  asio::async_read_until(Socket, asio::dynamic_buffer(Text), '\n', [](error_code, std::size_t) -> awaitable<void> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:68: warning: the task that this lambda returns is dropped by
  Socket.async_write_some(asio::buffer(Text), [](error_code, std::size_t) {});
  asio::async_read_until(Socket, asio::dynamic_buffer(Text), '\n', [](error_code, std::size_t) {});
}

// --- Many at once ------------------------------------------------------------------

awaitable<void> gated(std::vector<int> Ids, asio::experimental::channel<void(error_code, int)> &Slots,
                      asio::experimental::concurrent_channel<void(error_code, int)> &Others) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Id : Ids) {
    co_await Slots.async_receive(use_awaitable);
    asio::co_spawn(Executor, save(Id), [](std::exception_ptr) {});
  }
  for (int Id : Ids) {
    co_await Others.async_receive(use_awaitable);
    asio::co_spawn(Executor, save(Id), [](std::exception_ptr) {});
  }
}
// As many as there are contexts to run them.
void on_each(std::vector<asio::io_context *> &Contexts) {
  static_assert(std::is_base_of_v<asio::execution_context, asio::io_context>);
  for (asio::io_context *Context : Contexts)
    asio::co_spawn(*Context, save(), [](std::exception_ptr) {});
}
