// Stand-in for Drogon: the names and shapes the checks look at, nothing else.
#pragma once

#include <drogon/nosql/RedisClient.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/Mapper.h>
#include <drogon/utils/coroutine.h>

#include <functional>
#include <memory>
#include <string>

namespace drogon {
struct HttpRequest {};
struct HttpResponse {};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using AdviceCallback = std::function<void(const HttpResponsePtr &)>;

enum class ReqResult { Ok, Timeout };
using HttpReqCallback =
    std::function<void(ReqResult, const HttpResponsePtr &)>;
namespace internal {
struct HttpRespAwaiter : CallbackAwaiter<HttpResponsePtr> {};
} // namespace internal

class HttpClient {
public:
  virtual ~HttpClient() = default;
  virtual void sendRequest(const HttpRequestPtr &, const HttpReqCallback &,
                           double Timeout = 0) = 0;
  virtual void sendRequest(const HttpRequestPtr &, HttpReqCallback &&,
                           double Timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &,
                                                    double Timeout = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr,
                                            double Timeout = 0) {
    (void)Timeout;
    return {};
  }
};
using HttpClientPtr = std::shared_ptr<HttpClient>;

class HttpAppFramework {
public:
  // Its binder takes handlers that return void, AsyncTask, Task<> and more.
  template <typename Function>
  HttpAppFramework &registerHandler(const std::string &, Function &&) {
    return *this;
  }
  template <typename Function>
  HttpAppFramework &registerHandlerViaRegex(const std::string &, Function &&) {
    return *this;
  }
  HttpAppFramework &registerBeginningAdvice(const std::function<void()> &) {
    return *this;
  }
};
HttpAppFramework &app();

// A controller names its handlers in macros.
template <typename T> class HttpController {
protected:
  template <typename Function>
  static void registerMethod(Function &&, const std::string &) {}
  template <typename Function>
  static void registerMethodViaRegex(Function &&, const std::string &) {}
};
#define METHOD_LIST_BEGIN static void initPathRouting() {
#define METHOD_ADD(Method, Pattern) registerMethod(&Method, Pattern)
#define ADD_METHOD_TO(Method, Pattern) registerMethod(&Method, Pattern)
#define METHOD_LIST_END }
} // namespace drogon
