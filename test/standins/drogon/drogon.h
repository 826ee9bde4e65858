// Stand-in for Drogon: the names and shapes the checks look at, nothing else.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace drogon {
struct HttpRequest {};
struct HttpResponse {};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using AdviceCallback = std::function<void(const HttpResponsePtr &)>;

template <typename T = void> struct [[nodiscard]] Task;

template <> struct [[nodiscard]] Task<void> {
  struct promise_type {
    std::exception_ptr Error;
    std::coroutine_handle<> Next = std::noop_coroutine();
    Task<void> get_return_object() {
      return Task<void>{
          std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> Done) noexcept {
        return Done.promise().Next;
      }
      void await_resume() noexcept {}
    };
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Error = std::current_exception(); }
  };
  explicit Task(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Task() {
    if (Handle)
      Handle.destroy();
  }
  auto operator co_await() const noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() { return !Handle || Handle.done(); }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Next) {
        Handle.promise().Next = Next;
        return Handle;
      }
      void await_resume() {
        if (Handle.promise().Error)
          std::rethrow_exception(Handle.promise().Error);
      }
    };
    return awaiter{Handle};
  }
  std::coroutine_handle<promise_type> Handle;
};

inline void sync_wait(Task<void> Work) { Work.Handle.resume(); }

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };
};

class HttpAppFramework {
public:
  // Its binder takes handlers that return void, AsyncTask, Task<> and more.
  template <typename Function>
  HttpAppFramework &registerHandler(const std::string &, Function &&) {
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
};
#define METHOD_LIST_BEGIN static void initPathRouting() {
#define METHOD_ADD(Method, Pattern) registerMethod(&Method, Pattern)
#define ADD_METHOD_TO(Method, Pattern) registerMethod(&Method, Pattern)
#define METHOD_LIST_END }
} // namespace drogon
