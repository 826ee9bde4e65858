// What good cppcoro code looks like: nothing here is a pitfall.

#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_latch.hpp>
#include <cppcoro/async_manual_reset_event.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/cancellation_source.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/fmap.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/net/socket.hpp>
#include <cppcoro/resume_on.hpp>
#include <cppcoro/schedule_on.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/single_consumer_event.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <cppcoro/when_all_ready.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace {

cppcoro::static_thread_pool Pool{4};
cppcoro::io_service Io;

cppcoro::task<int> answer() {
  co_await Pool.schedule();
  co_return 42;
}

cppcoro::task<> pause() { co_await Io.schedule(); }

cppcoro::task<std::string> greeting(std::string Name) {
  co_await Pool.schedule();
  co_return "hello " + Name;
}

// Awaited in place: statement, initializer, argument, condition.
cppcoro::task<int> awaitInPlace() {
  co_await pause();
  const int First = co_await answer();
  std::vector<int> Values;
  Values.push_back(co_await answer());
  if (co_await answer() == 42)
    co_await pause();
  co_return First + Values.front() + co_await answer();
}

// A local task awaited later, by reference and by move.
cppcoro::task<std::string> awaitLater() {
  auto Task = greeting("lvalue");
  std::string &Text = co_await Task;
  Text += "!";
  auto Moved = greeting("rvalue");
  co_return Text + co_await std::move(Moved);
}

// Sequential awaits of one lvalue task are legal in cppcoro.
cppcoro::task<int> awaitTwice() {
  auto Task = answer();
  const int A = co_await Task;
  const int B = co_await Task;
  co_return A + B;
}

// Waits for completion and looks at the result afterwards.
cppcoro::task<int> whenReady() {
  auto Task = answer();
  co_await Task.when_ready();
  co_return Task.is_ready() ? co_await Task : 0;
}

cppcoro::task<int> conditionalTask(bool Slow) {
  auto Task = Slow ? awaitInPlace() : answer();
  co_return co_await Task;
}

// Tasks passed on, returned, stored.
cppcoro::task<int> passThrough() { return answer(); }

cppcoro::task<int> twice(cppcoro::task<int> Task) {
  co_return 2 * co_await std::move(Task);
}

cppcoro::task<int> handOver() { co_return co_await twice(answer()); }

class Cache {
public:
  explicit Cache(cppcoro::task<int> Source) : Source(std::move(Source)) {}
  cppcoro::task<int> value() { co_return co_await Source; }
  void reset() { Source = answer(); }
  cppcoro::task<int> take() { return std::move(Source); }

private:
  cppcoro::task<int> Source;
};

cppcoro::task<int> useCache() {
  Cache C{answer()};
  const int Before = co_await C.value();
  C.reset();
  co_return Before + co_await C.take();
}

// A shared task is made to be awaited many times, also through copies.
cppcoro::shared_task<std::string> config() {
  co_await Pool.schedule();
  co_return "config";
}

cppcoro::task<std::size_t> reader(cppcoro::shared_task<std::string> Config) {
  const std::string &Text = co_await Config;
  co_return Text.size();
}

cppcoro::task<std::size_t> sharedTwice() {
  auto Config = config();
  co_await Config;
  const std::size_t Length = (co_await Config).size();
  auto [A, B] = co_await cppcoro::when_all(reader(Config), reader(Config));
  co_return Length + A + B;
}

cppcoro::task<int> sharedFromTask() {
  auto Shared = cppcoro::make_shared_task(answer());
  co_return co_await Shared + co_await Shared;
}

// Fan-out over a fixed number of tasks.
cppcoro::task<int> whenAllPack() {
  auto [A, B] = co_await cppcoro::when_all(answer(), greeting("pack"));
  co_return A + static_cast<int>(B.size());
}

cppcoro::task<int> whenAllArray() {
  std::vector<cppcoro::task<int>> Tasks;
  for (int I = 0; I < 3; ++I)
    Tasks.push_back(answer());
  int Sum = 0;
  for (int Value : co_await cppcoro::when_all(std::move(Tasks)))
    Sum += Value;
  co_return Sum;
}

cppcoro::task<int> whenAllReady() {
  auto First = answer();
  auto [A, B] = co_await cppcoro::when_all_ready(std::ref(First), answer());
  co_return A.result() + std::move(B).result();
}

// Lazy tasks awaited one by one: sequential on purpose.
cppcoro::task<int> oneByOne(std::vector<int> Ids) {
  int Sum = 0;
  for (int Id : Ids)
    Sum += Id * co_await answer();
  co_return Sum;
}

// Lanes bound the fan-out.
cppcoro::task<> lane(std::vector<int> &Items, std::size_t &Next) {
  while (Next < Items.size()) {
    int &Item = Items[Next++];
    Item = co_await answer();
  }
}

cppcoro::task<> lanes(std::vector<int> &Items) {
  std::size_t Next = 0;
  co_await cppcoro::when_all(lane(Items, Next), lane(Items, Next));
}

// A scope that is joined.
cppcoro::task<int> scoped() {
  cppcoro::async_scope Scope;
  int Count = 0;
  auto Worker = [](int &Count) -> cppcoro::task<> {
    co_await Io.schedule();
    ++Count;
  };
  for (int I = 0; I < 3; ++I)
    Scope.spawn(Worker(Count));
  co_await Scope.join();
  co_return Count;
}

// Locks, events and latches made for coroutines.
cppcoro::async_mutex Mutex;
int Guarded = 0;

cppcoro::task<int> lockedIncrement() {
  auto Lock = co_await Mutex.scoped_lock_async();
  co_await pause();
  co_return ++Guarded;
}

cppcoro::task<> lockedByHand() {
  co_await Mutex.lock_async();
  ++Guarded;
  Mutex.unlock();
}

cppcoro::task<> produce(cppcoro::single_consumer_event &Event) {
  co_await Io.schedule();
  Event.set();
}

cppcoro::task<> consume(cppcoro::single_consumer_event &Event) {
  co_await Event;
  Event.reset();
}

cppcoro::task<> eventPair() {
  cppcoro::single_consumer_event Event;
  co_await cppcoro::when_all(consume(Event), produce(Event));
}

cppcoro::task<> waitTwice() {
  cppcoro::async_manual_reset_event Event{true};
  co_await Event;
  co_await Event;
  cppcoro::async_latch Latch{1};
  Latch.count_down();
  co_await Latch;
}

// The token is handed down.
cppcoro::task<bool> poll(cppcoro::cancellation_token Token) {
  while (!Token.is_cancellation_requested())
    co_await Io.schedule_after(10ms, Token);
  co_return true;
}

cppcoro::task<std::size_t> receive(cppcoro::net::socket Socket,
                                   cppcoro::cancellation_token Token) {
  std::array<char, 16> Buffer;
  co_return co_await Socket.recv(Buffer.data(), Buffer.size(),
                                 std::move(Token));
}

cppcoro::task<std::size_t> receiveUntilStopped() {
  cppcoro::cancellation_source Source;
  auto Socket = cppcoro::net::socket::create_tcpv4(Io);
  co_return co_await receive(std::move(Socket), Source.token());
}

cppcoro::task<bool> stopPolling() {
  cppcoro::cancellation_source Source;
  auto Stop = [](cppcoro::cancellation_source Source) -> cppcoro::task<> {
    co_await Io.schedule();
    Source.request_cancellation();
  };
  try {
    co_await cppcoro::when_all(poll(Source.token()), Stop(Source));
  } catch (const cppcoro::operation_cancelled &) {
  }
  co_return Source.is_cancellation_requested();
}

// Schedulers.
cppcoro::task<int> onPool() {
  const int A = co_await cppcoro::schedule_on(Pool, answer());
  const int B = co_await (answer() | cppcoro::schedule_on(Pool));
  const int C = co_await cppcoro::resume_on(Io, answer());
  co_return A + B + C;
}

cppcoro::task<int> mapped() {
  auto Double = [](int Value) { return 2 * Value; };
  const int A = co_await cppcoro::fmap(Double, answer());
  co_return A + co_await (answer() | cppcoro::fmap(Double));
}

// Generators.
cppcoro::generator<int> numbers(int Count) {
  for (int I = 0; I < Count; ++I)
    co_yield I;
}

int sumNumbers() {
  int Sum = 0;
  for (int Number : numbers(4))
    Sum += Number;
  return Sum;
}

cppcoro::async_generator<int> ticks(int Count) {
  for (int I = 0; I < Count; ++I) {
    co_await Io.schedule_after(1ms);
    co_yield I;
  }
}

cppcoro::task<int> sumTicks() {
  int Sum = 0;
  auto Ticks = ticks(4);
  for (auto It = co_await Ticks.begin(); It != Ticks.end(); co_await ++It)
    Sum += *It;
  co_return Sum;
}

// Errors reach whoever awaits.
cppcoro::task<int> failing() {
  co_await pause();
  throw cppcoro::operation_cancelled{};
}

cppcoro::task<int> recovering() {
  try {
    co_return co_await failing();
  } catch (const cppcoro::operation_cancelled &) {
  }
  co_return co_await answer();
}

// The task keeps its argument, whatever happens to the caller's copy.
cppcoro::task<> keepAlive(std::shared_ptr<int> Value) {
  co_await pause();
  ++*Value;
}

// A synchronous interface on top: this is what sync_wait() is for.
int check(bool Condition) { return Condition ? 0 : 1; }

} // namespace

int main() {
  using cppcoro::sync_wait;
  int Failed = 0;
  Failed += check(sync_wait(awaitInPlace()) == 126);
  Failed += check(sync_wait(awaitLater()) == "hello lvalue!hello rvalue");
  Failed += check(sync_wait(awaitTwice()) == 84);
  Failed += check(sync_wait(whenReady()) == 42);
  Failed += check(sync_wait(conditionalTask(true)) == 126);
  Failed += check(sync_wait(passThrough()) == 42);
  Failed += check(sync_wait(handOver()) == 84);
  Failed += check(sync_wait(useCache()) == 84);
  Failed += check(sync_wait(sharedTwice()) == 18);
  Failed += check(sync_wait(sharedFromTask()) == 84);
  Failed += check(sync_wait(whenAllPack()) == 52);
  Failed += check(sync_wait(whenAllArray()) == 126);
  Failed += check(sync_wait(whenAllReady()) == 84);
  Failed += check(sync_wait(oneByOne({1, 2})) == 126);
  std::vector<int> Items(5);
  sync_wait(lanes(Items));
  Failed += check(Items == std::vector<int>(5, 42));
  Failed += check(sync_wait(scoped()) == 3);
  sync_wait(
      cppcoro::when_all(lockedIncrement(), lockedIncrement(), lockedByHand()));
  Failed += check(Guarded == 3);
  sync_wait(eventPair());
  sync_wait(waitTwice());
  Failed += check(sync_wait(receiveUntilStopped()) == 16);
  Failed += check(sync_wait(stopPolling()));
  Failed += check(sync_wait(onPool()) == 126);
  Failed += check(sync_wait(mapped()) == 168);
  Failed += check(sumNumbers() == 6);
  Failed += check(sync_wait(sumTicks()) == 6);
  Failed += check(sync_wait(recovering()) == 42);
  auto Value = std::make_shared<int>(0);
  sync_wait(keepAlive(Value));
  Failed += check(*Value == 1);
  return Failed;
}
