// RUN: %check %s async-blocking-call %t -- -isystem %standins -pthread

#include <chrono>
#include <drogon/drogon.h>
#include <memory>
#include <string>
#include <thread>

using drogon::Task;
using drogon::nosql::RedisClient;
using drogon::nosql::RedisResult;
using drogon::orm::DbClient;
using drogon::orm::DbClientPtr;
using namespace std::chrono_literals;

void use(std::size_t);

Task<> queries(DbClientPtr Client, DbClient &Other, int Id) {
  auto Rows = Client->execSqlSync("select 1");
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'execSqlSync' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:23: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: auto Rows = co_await Client->execSqlCoro("select 1");
  use(Other.execSqlSync("select $1", Id).size());
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'execSqlSync' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: use((co_await Other.execSqlCoro("select $1", Id)).size());
  co_return;
}
Task<> transacts(DbClientPtr Client) {
  auto Transaction = Client->newTransaction();
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: 'newTransaction' blocks the thread of this coroutine until a connection is free [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:30: note: not fixed: 'co_await newTransactionCoro()' makes one that has no commit callback yet
  co_await Transaction->execSqlCoro("delete from T");
}
Task<std::string> caches(RedisClient &Client) {
  co_return Client.execCommandSync(
  // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'execCommandSync' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:20: note: not fixed: 'co_await execCommandCoro(...)' takes no callable, and gives the 'RedisResult' itself
      [](const RedisResult &Result) { return Result.asString(); }, "get key");
}
Task<> transactsInRedis(RedisClient &Client) {
  auto Transaction = Client.newTransaction();
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'newTransaction' blocks the thread of this coroutine until a connection is free [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:29: note: after 'co_await' the coroutine resumes on the event loop that completes what it awaits
  // CHECK-FIXES: auto Transaction = co_await Client.newTransactionCoro();
  co_await Transaction->execCommandCoro("set key value");
}
Task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: write 'co_await drogon::sleepCoro(loop, 10ms)' with the coroutine's event loop
  co_return;
}

// --- Silent ------------------------------------------------------------------

Task<std::string> awaited(DbClientPtr Client, RedisClient &Redis,
                          trantor::EventLoop *Loop) {
  auto Transaction = co_await Client->newTransactionCoro();
  co_await Transaction->execSqlCoro("select 1");
  Client->execSqlAsync("select 1");
  co_await drogon::sleepCoro(Loop, 10ms);
  auto Result = co_await Redis.execCommandCoro("get key");
  co_return Result.asString();
}
std::size_t in_a_function(DbClient &Client) {
  return Client.execSqlSync("select 1").size();
}
Task<> in_a_thread(DbClientPtr Client) {
  std::thread([Client] { Client->execSqlSync("select 1"); }).detach();
  co_return;
}
