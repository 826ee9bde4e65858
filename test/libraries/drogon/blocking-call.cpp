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
  // CHECK-NOTES: :[[@LINE-2]]:3: note: it must run on the thread of an event loop
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

// --- Mappers and clients -----------------------------------------------------

struct User {};
using drogon::orm::Criteria;
Task<> maps(DbClientPtr Client, User Own, Criteria Which) {
  drogon::orm::Mapper<User> Users(Client);
  Users.findByPrimaryKey(1);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'findByPrimaryKey' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'findByPrimaryKey' to await
  Users.findAll();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'findAll' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'findAll' to await
  Users.count();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'count' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'count' to await
  Users.limit(1).findOne(Which);
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'findOne' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: not fixed: a 'drogon::orm::CoroMapper' has 'findOne' to await
  Users.findBy(Which);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'findBy' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'findBy' to await
  Users.insert(Own);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'insert' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'insert' to await
  Users.update(Own);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'update' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'update' to await
  Users.updateBy({"name"}, Which, 1);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'updateBy' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'updateBy' to await
  Users.deleteOne(Own);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'deleteOne' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'deleteOne' to await
  Users.deleteBy(Which);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'deleteBy' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'deleteBy' to await
  Users.deleteByPrimaryKey(1);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'deleteByPrimaryKey' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: a 'drogon::orm::CoroMapper' has 'deleteByPrimaryKey' to await
  co_return;
}
Task<> selects(DbClientPtr Client, drogon::orm::BaseBuilder<User> Builder) {
  Builder.execSync(Client);
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'execSync' blocks the thread of this coroutine until there is a result [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'execSync' is known
  co_return;
}
static bool asks(drogon::HttpClientPtr Client, drogon::HttpRequestPtr Request) {
  return Client->sendRequest(Request, 2.5).first == drogon::ReqResult::Ok;
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'sendRequest' blocks the thread of a coroutine until the response is there [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+4]]:11: note: 'asks' is called by the coroutine 'requests' here
  // CHECK-NOTES: :[[@LINE-3]]:18: note: not fixed: 'co_await sendRequestCoro(...)' gives the response alone, and throws where there is none
}
Task<> requests(drogon::HttpClientPtr Client, drogon::HttpRequestPtr Request) {
  while (!asks(Client, Request))
    ;
  co_return;
}
// Awaited, or called back.
Task<> mapsAndAsks(DbClientPtr Client, drogon::HttpClientPtr Http,
                   drogon::HttpRequestPtr Request, Criteria Which) {
  drogon::orm::CoroMapper<User> Users(Client);
  User One = co_await Users.findOne(Which);
  use((co_await Users.findAll()).size() + co_await Users.count());
  co_await Users.insert(One);
  drogon::orm::Mapper<User> Rows(Client);
  const drogon::orm::ExceptionCallback Fails;
  Rows.findOne(Which, [](User) {}, Fails);
  Rows.count(Which, [](std::size_t) {}, Fails);
  Rows.insert(One, [](User) {}, Fails);
  auto Later = Rows.findFutureOne(Which);
  Http->sendRequest(Request, [](drogon::ReqResult, const drogon::HttpResponsePtr &) {});
  drogon::HttpReqCallback Done;
  Http->sendRequest(Request, Done, 1.5);
  co_await Http->sendRequestCoro(Request);
}

// --- Event loops and queues --------------------------------------------------

Task<> queues(trantor::SerialTaskQueue &Queue, trantor::EventLoopThread &Thread,
              trantor::EventLoopThreadPool &Pool, trantor::EventLoop &Loop) {
  Queue.syncTaskInQueue([] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'syncTaskInQueue' blocks the thread of this coroutine until the queue has run its task [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'syncTaskInQueue' is known
  Queue.waitAllTasksFinished();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'waitAllTasksFinished' blocks the thread of this coroutine until the queue has run all tasks [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'waitAllTasksFinished' is known
  Thread.wait();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of this coroutine until its event loop ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'wait' is known
  Pool.wait();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of this coroutine until its event loops end [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'wait' is known
  Loop.loop();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'loop' blocks the thread of this coroutine until the event loop ends [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'loop' is known
  co_return;
}
void onLoops(trantor::EventLoop *Loop, trantor::ConcurrentTaskQueue &Workers,
             trantor::SerialTaskQueue &Worker, trantor::TaskQueue &Any) {
  Loop->runInLoop([] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'runInLoop' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:24: note: not fixed: the enclosing lambda is not a coroutine
  Loop->queueInLoop([] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'queueInLoop' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:26: note: not fixed: the enclosing lambda is not a coroutine
  Loop->runAt(1, [] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'runAt' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:23: note: not fixed: the enclosing lambda is not a coroutine
  Loop->runAfter(1, [] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'runAfter' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:26: note: not fixed: the enclosing lambda is not a coroutine
  Loop->runEvery(1, [] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'runEvery' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:26: note: not fixed: the enclosing lambda is not a coroutine
  Loop->runOnQuit([] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:24: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:9: note: this lambda is handed to 'runOnQuit' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:24: note: not fixed: the enclosing lambda is not a coroutine
  // Their threads are there for that.
  Workers.runTaskInQueue([] { std::this_thread::sleep_for(1s); });
  Worker.runTaskInQueue([] { std::this_thread::sleep_for(1s); });
  Any.runTaskInQueue([] { std::this_thread::sleep_for(1s); });
}
Task<> onAnother(trantor::EventLoop *Loop) {
  co_await drogon::queueInLoopCoro(Loop, [] { std::this_thread::sleep_for(1s); });
  // CHECK-NOTES: :[[@LINE-1]]:47: warning: 'sleep_for' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: this lambda is handed to 'queueInLoopCoro' here, which runs it on an event loop or executor
  // CHECK-NOTES: :[[@LINE-3]]:47: note: not fixed: the enclosing lambda is not a coroutine
}
