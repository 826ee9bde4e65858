// Stand-in for yalantinglibs' HTTP client, which is cinatra's: the names and
// shapes the checks look at, nothing else.
#pragma once

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/SyncAwait.h>

#include <string>
#include <utility>

namespace cinatra {
enum class req_content_type { html, json, text, none };
struct resp_data {
  int status = 0;
  std::string resp_body;
};

class coro_http_client {
public:
  resp_data get(std::string Uri) {
    return async_simple::coro::syncAwait(async_get(std::move(Uri)));
  }
  resp_data post(std::string Uri, std::string Content, req_content_type Type) {
    return async_simple::coro::syncAwait(
        async_post(std::move(Uri), std::move(Content), Type));
  }
  resp_data download(std::string Uri, std::string File) {
    return async_simple::coro::syncAwait(
        async_download(std::move(Uri), std::move(File)));
  }
  async_simple::coro::Lazy<resp_data> async_get(std::string) {
    co_return resp_data();
  }
  async_simple::coro::Lazy<resp_data> async_post(std::string, std::string,
                                                 req_content_type) {
    co_return resp_data();
  }
  async_simple::coro::Lazy<resp_data> async_download(std::string, std::string) {
    co_return resp_data();
  }
};
} // namespace cinatra
namespace coro_http = cinatra;
