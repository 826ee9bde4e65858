// Stand-in for yalantinglibs' operations on sockets: the names and shapes the
// checks look at, nothing else. Sockets and buffers may be of any type.
#pragma once

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>

#include <cstddef>
#include <string>
#include <system_error>
#include <utility>

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
// Runs it where blocking is allowed, if no other executor is named.
template <typename Func>
async_simple::coro::Lazy<async_simple::Try<void>> post(Func Work) {
  Work();
  co_return async_simple::Try<void>();
}
} // namespace coro_io
