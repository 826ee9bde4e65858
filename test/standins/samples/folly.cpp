// What good folly::coro code looks like: nothing here is a pitfall.

#include <folly/CancellationToken.h>
#include <folly/Executor.h>
#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Baton.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/BoundedQueue.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/DetachOnCancel.h>
#include <folly/coro/FutureUtil.h>
#include <folly/coro/Generator.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Nothrow.h>
#include <folly/coro/SharedMutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/coro/Timeout.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/coro/WithCancellation.h>
#include <folly/coro/safe/NowTask.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/executors/ManualExecutor.h>
#include <folly/fibers/Semaphore.h>
#include <folly/futures/Future.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace {

folly::coro::Task<int> answer() {
  co_await folly::coro::co_reschedule_on_current_executor;
  co_return 42;
}

folly::coro::Task<void> pause() { co_await folly::coro::sleep(1ms); }

folly::coro::Task<std::string> greeting(std::string Name) {
  co_await folly::coro::co_reschedule_on_current_executor;
  co_return "hello " + Name;
}

folly::coro::Task<int> failing() {
  co_await pause();
  throw folly::OperationCancelled{};
}

// Awaited in place: statement, initializer, argument, condition.
folly::coro::Task<int> awaitInPlace() {
  co_await pause();
  const int First = co_await answer();
  std::vector<int> Values;
  Values.push_back(co_await answer());
  if (co_await answer() == 42)
    co_await pause();
  co_return First + Values.front() + co_await answer();
}

// A local task can only be awaited as an rvalue.
folly::coro::Task<std::string> awaitLater() {
  auto Task = greeting("later");
  co_await pause();
  co_return co_await std::move(Task);
}

folly::coro::Task<int> conditionalTask(bool Slow) {
  auto Task = Slow ? awaitInPlace() : answer();
  co_return co_await std::move(Task);
}

// Reassigned before the second await.
folly::coro::Task<int> reassigned() {
  auto Task = answer();
  int Sum = co_await std::move(Task);
  Task = answer();
  Sum += co_await std::move(Task);
  co_return Sum;
}

// Wrappers are awaited in the task's place.
folly::coro::Task<int> awaitTry() {
  auto Result = co_await folly::coro::co_awaitTry(failing());
  if (Result.hasException<folly::OperationCancelled>())
    co_return -1;
  co_return Result.value();
}

folly::coro::Task<int> awaitTryLater() {
  auto Wrapped = folly::coro::co_awaitTry(answer());
  auto Result = co_await std::move(Wrapped);
  co_return Result.hasValue() ? *Result : 0;
}

folly::coro::Task<int> nothrow() {
  co_return co_await folly::coro::co_nothrow(answer());
}

folly::coro::Task<int> withTimeout() {
  co_return co_await folly::coro::timeout(answer(), 1s);
}

// Leaving with an error, not a generator.
folly::coro::Task<int> yieldsError(bool Fail) {
  if (Fail)
    co_yield folly::coro::co_error(folly::OperationCancelled{});
  co_await folly::coro::co_safe_point;
  co_return 1;
}

// Tasks passed on, returned, stored.
folly::coro::Task<int> passThrough() { return answer(); }

folly::coro::Task<int> ready() { return folly::coro::makeTask(7); }

folly::coro::Task<int> twice(folly::coro::Task<int> Task) {
  co_return 2 * co_await std::move(Task);
}

folly::coro::Task<int> handOver() {
  auto Task = answer();
  co_return co_await twice(std::move(Task));
}

class Cache {
public:
  explicit Cache(folly::coro::Task<int> Source) : Source(std::move(Source)) {}
  folly::coro::Task<int> take() && { return std::move(Source); }
  void reset() { Source = answer(); }

private:
  folly::coro::Task<int> Source;
};

folly::coro::Task<int> useCache() {
  Cache C{answer()};
  C.reset();
  co_return co_await std::move(C).take();
}

// Run elsewhere, and back here.
folly::coro::Task<int> onExecutor(folly::Executor::KeepAlive<> Other) {
  folly::Executor *Mine = co_await folly::coro::co_current_executor;
  const int A =
      co_await folly::coro::co_withExecutor(std::move(Other), answer());
  const int B = co_await folly::coro::co_withExecutor(Mine, answer());
  co_return A + B;
}

// Must be awaited where it is made.
folly::coro::now_task<int> immediate(const int &Value) {
  co_await pause();
  co_return Value + 1;
}

folly::coro::Task<int> awaitImmediate() { co_return co_await immediate(1); }

// Fan-out over a fixed number of tasks, or bounded.
folly::coro::Task<int> collectPack() {
  auto [A, B] = co_await folly::coro::collectAll(answer(), greeting("pack"));
  auto [C, D] = co_await folly::coro::collectAllTry(answer(), failing());
  co_return A + static_cast<int>(B.size()) + *C + (D.hasException() ? 1 : 0);
}

folly::coro::Task<int> collectWindowed(std::vector<int> Ids) {
  std::vector<folly::coro::Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(folly::coro::co_invoke([Id]() -> folly::coro::Task<int> {
      co_return Id + co_await answer();
    }));
  int Sum = 0;
  for (int Value :
       co_await folly::coro::collectAllWindowed(std::move(Tasks), 2))
    Sum += Value;
  co_return Sum;
}

folly::coro::Task<void> collectVoid() {
  std::vector<folly::coro::Task<void>> Tasks;
  Tasks.push_back(pause());
  Tasks.push_back(pause());
  co_await folly::coro::collectAllRange(std::move(Tasks));
}

folly::coro::Task<std::size_t> collectFirst() {
  auto [Index, Result] = co_await folly::coro::collectAny(answer(), answer());
  co_return Index + (Result.hasValue() ? 1 : 0);
}

// Lazy tasks awaited one by one: sequential on purpose.
folly::coro::Task<int> oneByOne(std::vector<int> Ids) {
  int Sum = 0;
  for (int Id : Ids)
    Sum += Id * co_await answer();
  co_return Sum;
}

// Scopes that are joined.
folly::coro::Task<void> scoped(folly::Executor::KeepAlive<> Executor) {
  folly::coro::AsyncScope Scope{/*throwOnJoin=*/true};
  const auto &Token = co_await folly::coro::co_current_cancellation_token;
  for (int I = 0; I < 3; ++I)
    Scope.add(folly::coro::co_withExecutor(
        Executor, folly::coro::co_withCancellation(Token, pause())));
  co_await Scope.joinAsync();
}

folly::coro::Task<void> cancellableScope() {
  folly::coro::CancellableAsyncScope Scope;
  co_await Scope.co_schedule(pause());
  co_await Scope.cancelAndJoinAsync();
}

class Service {
public:
  explicit Service(folly::Executor::KeepAlive<> Executor)
      : Executor(std::move(Executor)) {}
  void poke() { Scope.add(folly::coro::co_withExecutor(Executor, pause())); }
  folly::coro::Task<void> stop() { return Scope.cancelAndJoinAsync(); }

private:
  folly::Executor::KeepAlive<> Executor;
  folly::coro::CancellableAsyncScope Scope;
};

// Started on purpose, the future kept; with the caller's token.
folly::coro::Task<int> started(folly::Executor::KeepAlive<> Executor) {
  auto Token = co_await folly::coro::co_current_cancellation_token;
  auto Future = folly::coro::co_withExecutor(
                    Executor, folly::coro::co_withCancellation(Token, answer()))
                    .start();
  co_await pause();
  co_return co_await std::move(Future);
}

folly::SemiFuture<int> asFuture() { return answer().semi(); }

void startWithCallback(folly::Executor::KeepAlive<> Executor, int &Result) {
  folly::coro::co_withExecutor(std::move(Executor), answer())
      .start([&Result](folly::Try<int> &&R) {
        Result = R.hasException() ? -1 : R.value();
      });
}

// Futures: awaited, chained, read once they are ready.
folly::Future<int> chained(folly::Executor::KeepAlive<> Executor) {
  return folly::makeSemiFuture(20)
      .via(std::move(Executor))
      .thenValue([](int Value) { return folly::makeFuture(Value + 1); })
      .thenTry([](folly::Try<int> &&Result) { return Result.value() * 2; })
      .thenError([](folly::exception_wrapper) { return 0; })
      .ensure([] {});
}

folly::coro::Task<int> awaitFutures(folly::Executor::KeepAlive<> Executor) {
  const int A = co_await chained(Executor);
  auto Semi = folly::makeSemiFuture(2);
  const int B = co_await std::move(Semi);
  co_await folly::futures::sleep(1ms);
  const int C = co_await folly::coro::toTask(folly::makeFuture(3));
  const int D =
      co_await folly::coro::toTaskInterruptOnCancel(folly::makeSemiFuture(4));
  co_return A + B + C + D;
}

folly::coro::Task<int> readyFuture() {
  folly::Promise<int> Promise;
  auto Future = Promise.getFuture();
  Promise.setValue(5);
  if (Future.isReady())
    co_return std::move(Future).value();
  co_return co_await std::move(Future);
}

folly::coro::Task<int> collectedFutures() {
  std::vector<folly::SemiFuture<int>> Futures;
  Futures.push_back(folly::makeSemiFuture(1));
  Futures.push_back(folly::makeSemiFuture(2));
  int Sum = 0;
  for (auto &Result : co_await folly::collectAll(std::move(Futures)))
    Sum += Result.value();
  co_return Sum;
}

void detached(folly::SemiFuture<folly::Unit> Future) {
  folly::futures::detachOnGlobalCPUExecutor(
      std::move(Future).deferError([](folly::exception_wrapper) {}));
}

// Locks, batons and queues made for coroutines.
folly::coro::Mutex Mutex;
folly::coro::SharedMutex SharedMutex;
int Guarded = 0;

folly::coro::Task<int> lockedIncrement() {
  auto Lock = co_await Mutex.co_scoped_lock();
  co_await pause();
  co_return ++Guarded;
}

folly::coro::Task<void> lockedByHand() {
  co_await Mutex.co_lock();
  ++Guarded;
  Mutex.unlock();
}

folly::coro::Task<int> lockedShared() {
  auto Lock = co_await SharedMutex.co_scoped_lock_shared();
  co_return Guarded;
}

folly::coro::Task<void> batonTwice(folly::coro::Baton &Baton) {
  co_await Baton;
  co_await Baton;
}

folly::coro::Task<void> batonPair() {
  folly::coro::Baton Baton;
  auto Post = [](folly::coro::Baton &Baton) -> folly::coro::Task<void> {
    co_await pause();
    Baton.post();
  };
  co_await folly::coro::collectAll(batonTwice(Baton), Post(Baton));
}

folly::coro::Task<int> gated(folly::fibers::Semaphore &Gate) {
  co_await Gate.co_wait();
  auto Result = co_await folly::coro::co_awaitTry(answer());
  Gate.signal();
  co_return Result.value();
}

folly::coro::Task<int> queued() {
  folly::coro::BoundedQueue<int> Queue{2};
  co_await Queue.enqueue(1);
  (void)Queue.try_enqueue(2);
  const int First = co_await Queue.dequeue();
  co_return First + co_await Queue.dequeue();
}

// The ambient token needs no parameter; cutting it is said aloud.
folly::coro::Task<bool> cancelled() {
  const auto &Token = co_await folly::coro::co_current_cancellation_token;
  while (!Token.isCancellationRequested())
    co_await folly::coro::sleepReturnEarlyOnCancel(10ms);
  co_await folly::coro::co_withCancellation(folly::CancellationToken{},
                                            pause());
  co_return true;
}

folly::coro::Task<bool> cancelFromOutside() {
  folly::CancellationSource Source;
  auto Stop = [](folly::CancellationSource Source) -> folly::coro::Task<void> {
    co_await pause();
    Source.requestCancellation();
  };
  auto [Done, Unit] = co_await folly::coro::collectAll(
      folly::coro::co_withCancellation(Source.getToken(), cancelled()),
      Stop(Source));
  (void)Unit;
  co_return Done;
}

folly::coro::Task<int> abandonable() {
  co_return co_await folly::coro::detachOnCancel(answer());
}

// Generators.
folly::coro::Generator<int> numbers(int Count) {
  for (int I = 0; I < Count; ++I)
    co_yield I;
}

int sumNumbers() {
  int Sum = 0;
  for (int Number : numbers(4))
    Sum += Number;
  return Sum;
}

folly::coro::AsyncGenerator<int> ticks(int Count) {
  for (int I = 0; I < Count; ++I) {
    co_await folly::coro::sleep(1ms);
    co_yield I;
  }
}

folly::coro::Task<int> sumTicks() {
  int Sum = 0;
  auto Ticks = ticks(4);
  (void)co_await Ticks.next();
  while (auto Tick = co_await Ticks.next())
    Sum += *Tick;
  auto Strings = folly::coro::co_invoke(
      []() -> folly::coro::AsyncGenerator<std::string &&> {
        co_yield std::string("one");
      });
  if (auto Text = co_await Strings.next())
    Sum += static_cast<int>(Text->size());
  co_return Sum;
}

folly::coro::Task<void> cleanUp() {
  auto Generator = []() -> folly::coro::CleanableAsyncGenerator<int> {
    co_yield 1;
  }();
  co_await Generator.next();
  co_await std::move(Generator).cleanup();
}

// The captures live as long as the task.
folly::coro::Task<int> invoked(std::shared_ptr<int> Value) {
  co_return co_await folly::coro::co_invoke(
      [Value]() -> folly::coro::Task<int> {
        co_await pause();
        co_return ++*Value;
      });
}

// Errors reach whoever awaits.
folly::coro::Task<int> recovering() {
  try {
    co_return co_await failing();
  } catch (const folly::OperationCancelled &) {
  }
  co_return co_await answer();
}

int check(bool Condition) { return Condition ? 0 : 1; }

} // namespace

// A synchronous root: this is what blockingWait is for.
int main() {
  using folly::coro::blockingWait;
  auto Executor = folly::getGlobalCPUExecutor();
  folly::CPUThreadPoolExecutor Pool{2};
  folly::ManualExecutor Manual;
  int Failed = 0;
  Failed += check(blockingWait(awaitInPlace()) == 126);
  Failed += check(blockingWait(awaitLater()) == "hello later");
  Failed += check(blockingWait(conditionalTask(true)) == 126);
  Failed += check(blockingWait(reassigned()) == 84);
  Failed += check(blockingWait(awaitTry()) == -1);
  Failed += check(blockingWait(awaitTryLater()) == 42);
  Failed += check(blockingWait(nothrow()) == 42);
  Failed += check(blockingWait(withTimeout()) == 42);
  Failed += check(blockingWait(yieldsError(false)) == 1);
  Failed += check(blockingWait(passThrough(), &Manual) == 42);
  Failed += check(folly::coro::blocking_wait(ready()) == 7);
  Failed += check(blockingWait(handOver()) == 84);
  Failed += check(blockingWait(useCache()) == 42);
  Failed += check(blockingWait(onExecutor(&Pool)) == 84);
  Failed += check(blockingWait(awaitImmediate()) == 2);
  Failed += check(blockingWait(immediate(2)) == 3);
  Failed += check(blockingWait(collectPack()) == 95);
  Failed += check(blockingWait(collectWindowed({1, 2, 3})) == 132);
  blockingWait(collectVoid());
  Failed += check(blockingWait(collectFirst()) == 1);
  Failed += check(blockingWait(oneByOne({1, 2})) == 126);
  blockingWait(scoped(Executor));
  blockingWait(cancellableScope());
  Service S{Executor};
  S.poke();
  blockingWait(S.stop());
  Failed += check(blockingWait(started(Executor)) == 42);
  Failed += check(asFuture().get() == 42);
  int Result = 0;
  startWithCallback(Executor, Result);
  Manual.drain();
  Failed += check(Result == 42);
  Failed += check(chained(Executor).get() == 42);
  Failed += check(blockingWait(awaitFutures(Executor)) == 51);
  Failed += check(blockingWait(readyFuture()) == 5);
  Failed += check(blockingWait(collectedFutures()) == 3);
  detached(folly::futures::sleep(1ms));
  blockingWait(folly::coro::collectAll(lockedIncrement(), lockedByHand()));
  Failed += check(blockingWait(lockedShared()) == 2);
  blockingWait(batonPair());
  folly::fibers::Semaphore Gate{1};
  Failed += check(blockingWait(gated(Gate)) == 42);
  Failed += check(blockingWait(queued()) == 3);
  Failed += check(blockingWait(cancelFromOutside()));
  Failed += check(blockingWait(abandonable()) == 42);
  Failed += check(sumNumbers() == 6);
  Failed += check(blockingWait(sumTicks()) == 9);
  blockingWait(cleanUp());
  Failed += check(blockingWait(invoked(std::make_shared<int>(1))) == 2);
  Failed += check(blockingWait(recovering()) == 42);
  Pool.join();
  return Failed;
}
