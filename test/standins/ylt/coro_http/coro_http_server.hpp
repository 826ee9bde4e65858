// Stand-in for yalantinglibs' HTTP server, which is cinatra's: the names and
// shapes the checks look at, nothing else.
#pragma once

#include "coro_http_client.hpp"

#include <async_simple/Future.h>
#include <system_error>

namespace cinatra {
class coro_http_server {
public:
  std::error_code sync_start() noexcept { return async_start().get(); }
  async_simple::Future<std::error_code> async_start() {
    return async_simple::makeReadyFuture(std::error_code());
  }
  void stop() {}
};
} // namespace cinatra
