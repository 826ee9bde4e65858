// What good libcoro code looks like: nothing here is a pitfall.

#include <coro/coro.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using namespace std::chrono_literals;

namespace {

auto Pool = coro::thread_pool::make_unique({.thread_count = 4});
auto Scheduler = coro::scheduler::make_unique();

coro::task<int> answer() {
  co_await Pool->schedule();
  co_return 42;
}

coro::task<> pause() { co_await Scheduler->yield(); }

auto greeting(std::string Name) -> coro::task<std::string> {
  co_await Pool->yield();
  co_return "hello " + Name;
}

// Awaited in place: statement, initializer, argument, condition.
coro::task<int> awaitInPlace() {
  co_await pause();
  const int First = co_await answer();
  std::vector<int> Values;
  Values.push_back(co_await answer());
  if (co_await answer() == 42)
    co_await pause();
  co_return First + Values.front() + co_await answer();
}

// A local task awaited later, by reference and by move.
coro::task<std::string> awaitLater() {
  auto Task = greeting("lvalue");
  const std::string &Text = co_await Task;
  auto Moved = greeting("rvalue");
  co_return Text + co_await std::move(Moved);
}

// Sequential awaits of one lvalue task are legal in libcoro.
coro::task<int> awaitTwice() {
  auto Task = answer();
  const int A = co_await Task;
  const int B = co_await Task;
  co_return A + B;
}

coro::task<int> conditionalTask(bool Slow) {
  auto Task = Slow ? awaitInPlace() : answer();
  co_return co_await Task;
}

// Tasks passed on, returned, stored.
coro::task<int> passThrough() { return answer(); }

coro::task<int> twice(coro::task<int> Task) {
  co_return 2 * co_await std::move(Task);
}

coro::task<int> handOver() { co_return co_await twice(answer()); }

class Cache {
public:
  explicit Cache(coro::task<int> Source) : Source(std::move(Source)) {}
  auto value() -> coro::task<int> { co_return co_await Source; }
  auto reset() -> void { Source = answer(); }
  auto take() -> coro::task<int> { return std::move(Source); }

private:
  coro::task<int> Source;
};

coro::task<int> useCache() {
  Cache C{answer()};
  const int Before = co_await C.value();
  C.reset();
  co_return Before + co_await C.take();
}

// Driven by hand, as the library's tests do.
int resumeByHand() {
  auto Task = []() -> coro::task<int> { co_return 7; }();
  while (Task.resume()) {
  }
  return Task.is_ready() ? Task.promise().result() : 0;
}

// Fan-out over a fixed number of tasks; every result is looked at.
coro::task<int> whenAllPack() {
  auto [A, B, C] = co_await coro::when_all(answer(), greeting("pack"), pause());
  C.return_value();
  co_return A.return_value() + static_cast<int>(B.return_value().size());
}

coro::task<int> whenAllRange() {
  std::vector<coro::task<int>> Tasks;
  for (int I = 0; I < 3; ++I)
    Tasks.emplace_back(answer());
  int Sum = 0;
  auto Done = co_await coro::when_all(std::move(Tasks));
  for (const auto &Task : Done)
    Sum += Task.return_value();
  co_return Sum;
}

// A semaphore bounds the fan-out.
coro::task<int> gated(coro::semaphore<2> &Gate, coro::task<int> Task) {
  co_await Gate.acquire();
  int Value = 0;
  try {
    Value = co_await std::move(Task);
  } catch (...) {
    Value = -1;
  }
  co_await Gate.release();
  co_return Value;
}

coro::task<int> bounded(std::vector<int> Ids) {
  coro::semaphore<2> Gate{2};
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids) {
    (void)Id;
    Tasks.push_back(gated(Gate, answer()));
  }
  int Sum = 0;
  auto Done = co_await coro::when_all(std::move(Tasks));
  for (auto &Task : Done)
    Sum += Task.return_value();
  co_return Sum;
}

// Lazy tasks awaited one by one: sequential on purpose.
coro::task<int> oneByOne(std::vector<int> Ids) {
  int Sum = 0;
  for (int Id : Ids)
    Sum += Id * co_await answer();
  co_return Sum;
}

// Started on the pool, awaited here.
coro::task<int> onPool() {
  const int A = co_await Pool->schedule(answer());
  auto Joinable = Pool->spawn_joinable(pause());
  const int B = co_await Scheduler->schedule(answer());
  co_await Joinable;
  co_return A + B;
}

coro::task<int> grouped() {
  int Count = 0;
  auto Work = [](int &Count) -> coro::task<> {
    // Nobody would see what it throws.
    try {
      co_await Pool->yield();
      ++Count;
    } catch (...) {
    }
  };
  coro::task_group<coro::thread_pool> Group{Pool};
  for (int I = 0; I < 3; ++I)
    if (!Group.start(Work(Count)))
      break;
  co_await Group;
  co_return Count;
}

// Locks, events and latches made for coroutines.
coro::mutex Mutex;
int Guarded = 0;

coro::task<int> lockedIncrement() {
  auto Lock = co_await Mutex.scoped_lock();
  co_await pause();
  co_return ++Guarded;
}

coro::task<> lockedByHand() {
  co_await Mutex.lock();
  ++Guarded;
  Mutex.unlock();
}

coro::task<> produce(const std::unique_ptr<coro::scheduler> &On,
                     coro::event &Event) {
  co_await On->yield();
  Event.set();
}

coro::task<> consume(const coro::event &Event) {
  co_await Event;
  co_await Event;
}

coro::task<> eventPair() {
  coro::event Event;
  auto [A, B] =
      co_await coro::when_all(consume(Event), produce(Scheduler, Event));
  A.return_value();
  B.return_value();
}

coro::task<> latched() {
  coro::latch Latch{1};
  Latch.count_down();
  co_await Latch;
}

coro::condition_variable Changed;
bool Ready = false;

coro::task<bool> waitUntilReady(std::stop_token Stop) {
  auto Lock = co_await Mutex.scoped_lock();
  co_return co_await Changed.wait(Lock, std::move(Stop), [] { return Ready; });
}

coro::task<> makeReady() {
  co_await Scheduler->yield();
  {
    auto Lock = co_await Mutex.scoped_lock();
    Ready = true;
  }
  co_await Changed.notify_all();
}

coro::task<bool> conditionPair() {
  std::stop_source Stop;
  auto [A, B] =
      co_await coro::when_all(waitUntilReady(Stop.get_token()), makeReady());
  B.return_value();
  co_return A.return_value();
}

coro::task<int> queued() {
  coro::queue<int> Queue;
  co_await Queue.push(1);
  co_await Queue.emplace(2);
  auto First = co_await Queue.pop();
  auto Second = Queue.try_pop();
  co_return First ? *First + *Second : 0;
}

// Sleeps and timeouts.
coro::task<bool> sleepy() {
  co_await Scheduler->yield_for(10ms);
  co_await Scheduler->schedule_after(1s);
  auto Limited = co_await Scheduler->schedule(Scheduler->yield_for(50ms), 10ms);
  co_return !Limited && Limited.error() == coro::timeout_status::timeout;
}

// The token is handed down.
coro::task<int> countdown(std::stop_token Stop, int From) {
  while (From > 0 && !Stop.stop_requested()) {
    co_await Scheduler->yield_for(1ms);
    --From;
  }
  co_return From;
}

coro::task<int> race() {
  std::stop_source Stop;
  auto Result = co_await coro::when_any(Stop, countdown(Stop.get_token(), 1000),
                                        answer());
  co_return std::get<1>(Result);
}

coro::task<bool> readable(coro::poll_stop_token Stop) {
  auto Status = co_await Scheduler->poll(0, coro::poll_op::read, 10ms, Stop);
  co_return Status == coro::poll_status::read;
}

// Generators.
coro::generator<int> numbers(int Count) {
  for (int I = 0; I < Count; ++I)
    co_yield I;
}

int sumNumbers() {
  int Sum = 0;
  for (int Number : numbers(4))
    Sum += Number;
  return Sum;
}

// Errors reach whoever awaits.
coro::task<int> failing() {
  co_await pause();
  throw std::string("failed");
}

coro::task<int> recovering() {
  try {
    co_return co_await failing();
  } catch (const std::string &) {
  }
  co_return co_await answer();
}

// Detached with nothing left to escape, then drained before the end.
coro::task<> background(std::shared_ptr<int> Done) {
  try {
    co_await pause();
    ++*Done;
  } catch (...) {
  }
}

// A synchronous interface on top: this is what sync_wait() is for.
int check(bool Condition) { return Condition ? 0 : 1; }

} // namespace

int main() {
  using coro::sync_wait;
  int Failed = 0;
  Failed += check(sync_wait(awaitInPlace()) == 126);
  Failed += check(sync_wait(awaitLater()) == "hello lvaluehello rvalue");
  Failed += check(sync_wait(awaitTwice()) == 84);
  Failed += check(sync_wait(conditionalTask(true)) == 126);
  Failed += check(sync_wait(passThrough()) == 42);
  Failed += check(sync_wait(handOver()) == 84);
  Failed += check(sync_wait(useCache()) == 84);
  Failed += check(resumeByHand() == 7);
  Failed += check(sync_wait(whenAllPack()) == 52);
  Failed += check(sync_wait(whenAllRange()) == 126);
  Failed += check(sync_wait(bounded({1, 2, 3})) == 126);
  Failed += check(sync_wait(oneByOne({1, 2})) == 126);
  Failed += check(sync_wait(onPool()) == 84);
  Failed += check(sync_wait(grouped()) == 3);
  auto [First, Second] =
      sync_wait(coro::when_all(lockedIncrement(), lockedIncrement()));
  Failed += check(First.return_value() + Second.return_value() == 3);
  sync_wait(lockedByHand());
  Failed += check(Guarded == 3);
  sync_wait(eventPair());
  sync_wait(latched());
  Failed += check(sync_wait(conditionPair()));
  Failed += check(sync_wait(queued()) == 3);
  Failed += check(sync_wait(sleepy()));
  Failed += check(sync_wait(race()) == 42);
  coro::poll_stop_source StopPolling;
  Failed += check(sync_wait(readable(StopPolling.get_token())));
  Failed += check(sumNumbers() == 6);
  Failed += check(sync_wait(recovering()) == 42);
  auto Done = std::make_shared<int>(0);
  Failed += check(Pool->spawn_detached(background(Done)));
  while (!Pool->empty())
    Scheduler->process_events();
  Failed += check(*Done == 1);
  return Failed;
}
