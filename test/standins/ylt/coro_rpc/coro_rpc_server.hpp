// Stand-in for yalantinglibs' RPC server: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro_rpc_client.hpp"

#include <async_simple/Future.h>

namespace coro_rpc {
class coro_rpc_server {
public:
  [[nodiscard]] err_code start() noexcept { return async_start().get(); }
  async_simple::Future<err_code> async_start() noexcept {
    return async_simple::makeReadyFuture(err_code());
  }
  void stop() {}
  template <auto First, auto... Others> void register_handler() {}
};
} // namespace coro_rpc
