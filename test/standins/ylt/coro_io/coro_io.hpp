// Stand-in for yalantinglibs' operations on sockets: the names and shapes the
// checks look at, nothing else. Sockets and buffers may be of any type.
#pragma once

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>

#include <concepts>
#include <cstddef>
#include <string>
#include <system_error>
#include <utility>

// The library brings Asio with it.
namespace asio {
class any_io_executor {};
template <typename Executor, std::invocable Func>
void post(const Executor &, Func Work) {
  Work();
}
} // namespace asio

namespace coro_io {
using transferred = std::pair<std::error_code, std::size_t>;

template <typename Socket, typename AsioBuffer>
transferred read_some(Socket &, AsioBuffer &&) {
  return {};
}
template <typename Socket, typename AsioBuffer>
transferred read(Socket &, AsioBuffer &&) {
  return {};
}
template <typename Socket, typename AsioBuffer>
transferred write(Socket &, AsioBuffer &&) {
  return {};
}
template <typename Socket, typename AsioBuffer>
transferred read_until(Socket &, AsioBuffer &, const std::string &) {
  return {};
}
template <typename Acceptor, typename Socket>
std::error_code accept(Acceptor &, Socket &) {
  return {};
}
template <typename Executor, typename Socket>
std::error_code connect(Executor &, Socket &, const std::string &,
                        const std::string &) {
  return {};
}

template <typename Socket, typename AsioBuffer>
async_simple::coro::Lazy<transferred> async_read_some(Socket &,
                                                      AsioBuffer) noexcept {
  co_return transferred();
}
template <typename Socket, typename AsioBuffer>
async_simple::coro::Lazy<transferred> async_read(Socket &,
                                                 AsioBuffer) noexcept {
  co_return transferred();
}
template <typename Socket, typename AsioBuffer>
async_simple::coro::Lazy<transferred> async_write(Socket &,
                                                  AsioBuffer) noexcept {
  co_return transferred();
}
template <typename Socket, typename AsioBuffer>
async_simple::coro::Lazy<transferred>
async_read_until(Socket &, AsioBuffer &, const std::string &) noexcept {
  co_return transferred();
}
template <typename Acceptor, typename Socket>
async_simple::coro::Lazy<std::error_code> async_accept(Acceptor &,
                                                       Socket &) noexcept {
  co_return std::error_code();
}
// Of a pointer, other than connect.
template <typename Executor, typename Socket>
async_simple::coro::Lazy<std::error_code>
async_connect(Executor *, Socket &, const std::string &,
              const std::string &) noexcept {
  co_return std::error_code();
}

template <typename Duration>
async_simple::coro::Lazy<bool> sleep_for(Duration Time) {
  co_await async_simple::coro::sleep(Time);
  co_return true;
}
template <typename Asio = asio::any_io_executor>
class ExecutorWrapper : public async_simple::Executor {
public:
  Asio get_asio_executor() const { return {}; }
};
class io_context_pool {
public:
  ExecutorWrapper<> *get_executor() { return &Only; }

private:
  ExecutorWrapper<> Only;
};
template <typename Pool = io_context_pool>
ExecutorWrapper<> *get_global_executor() {
  static Pool All;
  return All.get_executor();
}
// Of another pool, whose threads are there to be blocked.
template <typename Pool = io_context_pool>
ExecutorWrapper<> *get_global_block_executor() {
  static Pool All;
  return All.get_executor();
}

template <typename Func, typename Executor> struct post_helper {
  void operator()(auto Handler) {
    asio::post(Where, [this, Handler] {
      Work();
      Handler();
    });
  }
  Executor Where;
  Func Work;
};
template <typename Func, typename Executor>
async_simple::coro::Lazy<async_simple::Try<void>> post(Func Work,
                                                       Executor Where) {
  post_helper<Func, Executor> Helper{Where, std::move(Work)};
  Helper([] {});
  co_return async_simple::Try<void>();
}
// Runs it where blocking is allowed, if no other executor is named.
template <typename Func>
async_simple::coro::Lazy<async_simple::Try<void>>
post(Func Work, ExecutorWrapper<> *Where = get_global_block_executor()) {
  return post(std::move(Work), Where->get_asio_executor());
}
template <typename Func, typename Executor>
async_simple::coro::Lazy<async_simple::Try<void>> dispatch(Func Work,
                                                           Executor Where) {
  return post(std::move(Work), Where);
}
} // namespace coro_io
