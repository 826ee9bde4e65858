// RUN: %check %s async-blocking-call %t --

// Drogon, yalantinglibs and async_simple, as far as this check looks at them.

#include <chrono>
#include <coroutine>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

template <class Task> struct promise_base {
  Task get_return_object();
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
};
template <class T, class Task> struct promise_of : promise_base<Task> {
  void return_value(T);
};
template <class Task> struct promise_of<void, Task> : promise_base<Task> {
  void return_void();
};
template <class T> struct awaiter_of {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

namespace drogon {
template <class T = void> struct Task {
  struct promise_type : promise_of<T, Task> {};
  awaiter_of<T> operator co_await() const;
};
namespace orm {
struct Result {
  std::size_t size() const;
};
namespace internal {
struct SqlAwaiter : awaiter_of<Result> {};
} // namespace internal
class DbClient {
public:
  template <class... Args>
  const Result execSqlSync(const std::string &, Args &&...);
  template <class... Args>
  internal::SqlAwaiter execSqlCoro(const std::string &, Args &&...);
  template <class... Args>
  void execSqlAsync(const std::string &, Args &&...);
};
} // namespace orm
} // namespace drogon

namespace async_simple::coro {
template <class T> struct Lazy {
  struct promise_type : promise_of<T, Lazy> {};
  awaiter_of<T> operator co_await() &&;
};
Lazy<void> sleep(std::chrono::microseconds);
} // namespace async_simple::coro

namespace cinatra {
struct response {
  int status;
};
class coro_http_client {
public:
  response get(std::string);
  response post(std::string, std::string, int);
  async_simple::coro::Lazy<response> async_get(std::string);
  async_simple::coro::Lazy<response> async_post(std::string, std::string, int);
};
} // namespace cinatra
namespace coro_io {
template <class S, class B>
std::pair<std::error_code, std::size_t> read(S &, B);
template <class S, class B>
async_simple::coro::Lazy<std::pair<std::error_code, std::size_t>> async_read(S &, B);
template <class S, class B>
std::pair<std::error_code, std::size_t> write(S &, B);
} // namespace coro_io

using async_simple::coro::Lazy;
using namespace std::chrono_literals;
void use(std::size_t);

//===--- Drogon -----------------------------------------------------------===//

drogon::Task<> queries(std::shared_ptr<drogon::orm::DbClient> Client,
                       drogon::orm::DbClient &Other, int Id) {
  auto Rows = Client->execSqlSync("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'execSqlSync' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: auto Rows = co_await Client->execSqlCoro("select 1");
  use(Other.execSqlSync("select $1", Id).size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'execSqlSync' blocks
  // CHECK-FIXES: use((co_await Other.execSqlCoro("select $1", Id)).size());
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: write 'co_await drogon::sleepCoro(loop, 10ms)' with the coroutine's event loop
  co_return;
}

drogon::Task<> queries_awaited(drogon::orm::DbClient &Client) {
  co_await Client.execSqlCoro("select 1");
  Client.execSqlAsync("select 1");
}

std::size_t queries_in_a_function(drogon::orm::DbClient &Client) {
  return Client.execSqlSync("select 1").size();
}

//===--- yalantinglibs ----------------------------------------------------===//

Lazy<int> requests(cinatra::coro_http_client &Client) {
  auto Answer = Client.get("http://host/");
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of this coroutine until there is a response
  // CHECK-FIXES: auto Answer = co_await Client.async_get("http://host/");
  co_return Client.post("http://host/", "text", 1).status;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'post' blocks
  // CHECK-FIXES: co_return (co_await Client.async_post("http://host/", "text", 1)).status;
}

Lazy<void> requests_awaited(cinatra::coro_http_client &Client,
                            std::unique_ptr<int> Other) {
  co_await Client.async_get("http://host/");
  (void)Other.get();
}

Lazy<void> streams(int &Socket) {
  auto [Error, Size] = coro_io::read(Socket, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'read' blocks
  // CHECK-FIXES: auto [Error, Size] = co_await coro_io::async_read(Socket, 5);
  coro_io::write(Socket, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: there is no 'async_write' beside it
  co_return;
}

// Another library's coroutine accepts what has an awaiter.
drogon::Task<> across(cinatra::coro_http_client &Client) {
  use(Client.get("http://host/").status);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-FIXES: use((co_await Client.async_get("http://host/")).status);
  co_return;
}

//===--- async_simple -----------------------------------------------------===//

Lazy<void> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: co_await async_simple::coro::sleep(10ms);
  std::this_thread::sleep_for(0ms);
  co_return;
}
