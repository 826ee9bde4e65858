// Stand-in for yalantinglibs' RPC client: the names and shapes the checks look
// at, nothing else. Calls are answered at once.
#pragma once

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/SyncAwait.h>

#include <string>
#include <type_traits>
#include <utility>

namespace coro_rpc {
struct err_code {
  int ec = 0;
  explicit operator bool() const noexcept { return ec != 0; }
};

template <typename T> class rpc_result {
public:
  rpc_result(T Value) : Value(std::move(Value)) {}
  bool has_value() const noexcept { return true; }
  explicit operator bool() const noexcept { return true; }
  T &value() { return Value; }

private:
  T Value;
};

template <typename T> class async_rpc_result_value_t {
public:
  explicit async_rpc_result_value_t(T Value) : Value(std::move(Value)) {}
  T &result() noexcept { return Value; }

private:
  T Value;
};
template <typename T>
using async_rpc_result = rpc_result<async_rpc_result_value_t<T>>;

class coro_rpc_client {
public:
  [[nodiscard]] async_simple::coro::Lazy<err_code> connect(std::string,
                                                           std::string) {
    co_return Last;
  }

  // Its coroutine refers to the arguments.
  template <auto Function, typename... Args>
  async_simple::coro::Lazy<
      rpc_result<decltype(Function(std::decay_t<Args>()...))>>
  call(Args &&...Given) {
    auto Answer =
        co_await co_await send_request<Function>(std::forward<Args>(Given)...);
    co_return rpc_result(std::move(Answer.value().result()));
  }

  // The first await sends, the second one waits for the answer.
  template <auto Function, typename... Args>
  async_simple::coro::Lazy<async_simple::coro::Lazy<
      async_rpc_result<decltype(Function(std::decay_t<Args>()...))>>>
  send_request(Args &&...Given) {
    co_return answer(Function(std::forward<Args>(Given)...));
  }
  void close() {}

private:
  err_code Last;
  template <typename T>
  static async_simple::coro::Lazy<async_rpc_result<T>> answer(T Value) {
    co_return async_rpc_result<T>(
        async_rpc_result_value_t<T>(std::move(Value)));
  }
};
} // namespace coro_rpc
