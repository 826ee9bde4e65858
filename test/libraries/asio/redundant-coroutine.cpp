// RUN: %check %s async-redundant-coroutine %t -- %boost_flags -Wno-unused
// RUN: %check %s async-redundant-coroutine %t.asio %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <exception>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

awaitable<int> load(int Id);
awaitable<int> find(const std::string &Name);
awaitable<void> save(int Id);

awaitable<int> passed_on(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'passed_on' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_return co_await load(Id);
  // CHECK-FIXES: return load(Id);
}
awaitable<void> last(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'last' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
  co_await save(Id);
  // CHECK-FIXES: return save(Id);
}

// --- Silent ------------------------------------------------------------------

awaitable<int> of_its_own(std::string Name) { co_return co_await find(Name); }
// An operation may refer to its arguments until it is done.
awaitable<std::size_t> operation(tcp::socket &Socket, asio::const_buffer Data) {
  co_return co_await asio::async_write(Socket, Data, asio::use_awaitable);
}
awaitable<void> owns(tcp::socket Socket, char *Data) {
  co_await asio::async_read(Socket, asio::buffer(Data, 8), asio::use_awaitable);
}
awaitable<void> twice(int Id) {
  co_await save(Id);
  co_await save(Id);
}
// Nothing makes an awaitable that is complete.
awaitable<int> answer() { co_return 42; }
awaitable<void> handles(int Id) {
  try {
    co_await save(Id);
  } catch (const std::exception &) {
  }
}
