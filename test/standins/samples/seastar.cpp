// What good Seastar code looks like: nothing here is a pitfall.

#include <seastar/core/abort_source.hh>
#include <seastar/core/alien.hh>
#include <seastar/core/app-template.hh>
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/queue.hh>
#include <seastar/core/scheduling.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/shared_future.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/smp.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/core/with_scheduling_group.hh>
#include <seastar/core/with_timeout.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>
#include <seastar/coroutine/exception.hh>
#include <seastar/coroutine/generator.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <seastar/coroutine/switch_to.hh>
#include <seastar/coroutine/try_future.hh>
#include <seastar/util/later.hh>

#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace {

seastar::future<int> answer() {
  co_await seastar::sleep(1ms);
  co_return 42;
}

seastar::future<> pause() { return seastar::sleep(1ms); }

seastar::future<std::string> greeting(std::string Name) {
  co_await seastar::yield();
  co_return "hello " + Name;
}

seastar::future<int> failing() {
  co_await pause();
  throw std::runtime_error("failed");
}

// Awaited in place: statement, initializer, argument, condition.
seastar::future<int> awaitInPlace() {
  co_await pause();
  const int First = co_await answer();
  std::vector<int> Values;
  Values.push_back(co_await answer());
  if (co_await answer() == 42)
    co_await pause();
  co_return First + Values.front() + co_await answer();
}

// Running already; awaited as an rvalue once it is needed.
seastar::future<std::string> awaitLater() {
  auto Text = greeting("later");
  co_await pause();
  co_return co_await std::move(Text);
}

seastar::future<int> reassigned() {
  auto F = answer();
  int Sum = co_await std::move(F);
  F = answer();
  Sum += co_await std::move(F);
  co_return Sum;
}

seastar::future<int> conditional(bool Slow) {
  auto F = Slow ? awaitInPlace() : answer();
  co_return co_await std::move(F);
}

// Futures passed on, returned, stored in a member and awaited in stop().
seastar::future<int> passThrough() { return answer(); }

seastar::future<int> ready() { return seastar::make_ready_future<int>(7); }

seastar::future<int> twice(seastar::future<int> F) {
  co_return 2 * co_await std::move(F);
}

seastar::future<int> handOver() {
  auto F = answer();
  co_return co_await twice(std::move(F));
}

class Service {
public:
  seastar::future<> start() {
    Fiber = run();
    return seastar::make_ready_future<>();
  }
  seastar::future<> stop() {
    Abort.request_abort();
    Wakeup.broadcast();
    co_await Gate.close();
    co_await std::move(Fiber);
  }
  // Detached into a gate, errors handled.
  void poke() {
    (void)seastar::try_with_gate(Gate, [this] {
      return pause().then([this] { ++Poked; });
    }).handle_exception([](std::exception_ptr) {});
  }
  seastar::future<> waitForPokes(int Count) {
    return Wakeup.wait([this, Count] { return Poked >= Count; });
  }
  int poked() const { return Poked; }

private:
  seastar::future<> run() {
    while (!Abort.abort_requested()) {
      try {
        co_await seastar::sleep_abortable(10ms, Abort);
      } catch (const seastar::sleep_aborted &) {
      }
      Wakeup.broadcast();
    }
  }

  seastar::future<> Fiber = seastar::make_ready_future<>();
  seastar::abort_source Abort;
  seastar::gate Gate;
  seastar::condition_variable Wakeup;
  int Poked = 0;
};

seastar::future<int> useService() {
  Service S;
  co_await S.start();
  S.poke();
  S.poke();
  co_await S.waitForPokes(2);
  co_await S.stop();
  co_return S.poked();
}

// The documented ways to let a future go.
void background(seastar::gate &Gate) {
  (void)seastar::with_gate(Gate, [] { return pause(); });
  (void)failing().discard_result().handle_exception([](std::exception_ptr) {});
  (void)answer().then_wrapped(
      [](seastar::future<int> F) { F.ignore_ready_future(); });
  (void)pause().or_terminate();
}

seastar::future<> heldOpen(seastar::gate &Gate) {
  auto Holder = Gate.hold();
  co_await pause();
}

// get() on what is ready: continuations, as_future, tested, when_all.
seastar::future<int> inContinuation() {
  return failing().then_wrapped([](seastar::future<int> F) {
    try {
      return F.get();
    } catch (const std::runtime_error &) {
      return -1;
    }
  });
}

seastar::future<int> asFuture() {
  auto F = co_await seastar::coroutine::as_future(failing());
  if (F.failed()) {
    F.ignore_ready_future();
    co_return -1;
  }
  co_return F.get();
}

seastar::future<int> ifAvailable() {
  auto F = ready();
  if (F.available())
    co_return F.get();
  co_return co_await std::move(F);
}

seastar::future<int> elementsOfWhenAll() {
  auto [A, B] = co_await seastar::when_all(answer(), failing());
  if (B.failed())
    B.ignore_ready_future();
  co_return A.get();
}

seastar::future<int> rangeOfWhenAll() {
  std::vector<seastar::future<int>> Futures;
  Futures.push_back(answer());
  Futures.push_back(ready());
  auto Done = co_await seastar::when_all(Futures.begin(), Futures.end());
  int Sum = 0;
  for (auto &F : Done)
    Sum += F.get();
  co_return Sum;
}

seastar::future<int> tryFuture() {
  co_return co_await seastar::coroutine::try_future(answer());
}

// Fan-out over a fixed number of futures, or bounded.
seastar::future<int> succeed() {
  auto [A, Text] =
      co_await seastar::when_all_succeed(answer(), greeting("all"));
  co_await seastar::when_all_succeed(pause(), pause());
  std::vector<seastar::future<int>> Futures;
  Futures.push_back(ready());
  auto Values = co_await seastar::when_all_succeed(std::move(Futures));
  co_return A + static_cast<int>(Text.size()) + Values.front();
}

seastar::future<int> unpacked() {
  return seastar::when_all_succeed(answer(), ready())
      .then_unpack([](int A, int B) { return A + B; });
}

seastar::future<int> coroutineAll() {
  auto [A, B] = co_await seastar::coroutine::all(
      [] { return answer(); }, [] { return pause(); }, [] { return ready(); });
  co_return A + B;
}

seastar::future<int> bounded(std::vector<int> Ids) {
  int Sum = 0;
  co_await seastar::max_concurrent_for_each(
      Ids, 2, [&Sum](int Id) -> seastar::future<> {
        co_await pause();
        Sum += Id;
      });
  co_return Sum;
}

seastar::future<int> fixedFanOut() {
  static const int Ids[] = {1, 2, 3};
  int Sum = 0;
  co_await seastar::parallel_for_each(
      Ids, [&Sum](int Id) { return pause().then([&Sum, Id] { Sum += Id; }); });
  co_await seastar::coroutine::parallel_for_each(
      Ids, [&Sum](int Id) -> seastar::future<> {
        co_await pause();
        Sum += Id;
      });
  co_return Sum;
}

seastar::future<int> gated(std::vector<int> Ids) {
  seastar::semaphore Limit{2};
  int Sum = 0;
  co_await seastar::coroutine::parallel_for_each(
      Ids, [&](int Id) -> seastar::future<> {
        auto Units = co_await seastar::get_units(Limit, 1);
        co_await pause();
        Sum += Id;
      });
  co_return Sum;
}

seastar::future<int> sequential(std::vector<int> Ids) {
  int Sum = 0;
  co_await seastar::do_for_each(
      Ids, [&Sum](int Id) { return pause().then([&Sum, Id] { Sum += Id; }); });
  for (int Id : Ids) {
    co_await pause();
    Sum += Id;
  }
  co_return Sum;
}

seastar::future<int> loops() {
  int Count = 0;
  co_await seastar::repeat([&Count] {
    return pause().then([&Count] {
      return ++Count == 3 ? seastar::stop_iteration::yes
                          : seastar::stop_iteration::no;
    });
  });
  co_await seastar::do_until([&Count] { return Count == 5; },
                             [&Count] {
                               ++Count;
                               return pause();
                             });
  co_return co_await seastar::repeat_until_value([&Count] {
    ++Count;
    return seastar::make_ready_future<std::optional<int>>(
        Count < 7 ? std::nullopt : std::optional<int>(Count));
  });
}

// Inside seastar::async() and seastar::thread waiting is what one does.
seastar::future<int> inThread() {
  return seastar::async([] {
    pause().get();
    auto F = answer();
    F.wait();
    return F.get() + ready().get();
  });
}

seastar::future<> joined() {
  seastar::thread Thread([] {
    seastar::sleep(1ms).get();
    seastar::thread::maybe_yield();
  });
  co_await Thread.join();
}

// A thread that is not Seastar's waits for a std::future.
int fromOutside(seastar::alien::instance &Instance) {
  int Result = 0;
  std::thread Outside([&] {
    Result =
        seastar::alien::submit_to(Instance, 0, [] { return ready(); }).get();
  });
  Outside.join();
  return Result;
}

// Many waiters of one result.
seastar::future<int> sharedTwice() {
  seastar::shared_future<int> Shared(answer());
  const int A = co_await Shared.get_future();
  const int B = co_await Shared.get_future();
  seastar::shared_promise<> Done;
  auto Waiting = Done.get_shared_future();
  Done.set_value();
  co_await std::move(Waiting);
  co_return A + B;
}

// Locks, conditions and queues made for futures.
seastar::semaphore One{1};
seastar::shared_mutex Mutex;
int Guarded = 0;

seastar::future<int> lockedIncrement() {
  auto Units = co_await seastar::get_units(One, 1);
  co_await pause();
  co_return ++Guarded;
}

seastar::future<> lockedMutex() {
  auto Lock = co_await seastar::get_unique_lock(Mutex);
  co_await pause();
  ++Guarded;
}

seastar::future<> withSemaphore() {
  return seastar::with_semaphore(
      One, 1, [] { return pause().then([] { ++Guarded; }); });
}

seastar::future<bool> condition() {
  seastar::condition_variable Changed;
  bool Ready = false;
  auto Setter = [](bool &Ready,
                   seastar::condition_variable &Cv) -> seastar::future<> {
    co_await pause();
    Ready = true;
    Cv.signal();
  };
  co_await seastar::when_all_succeed(
      Setter(Ready, Changed), Changed.wait([&Ready] { return Ready; }));
  co_return Ready;
}

seastar::future<int> queued() {
  seastar::queue<int> Queue(2);
  co_await Queue.push_eventually(1);
  (void)Queue.push(2);
  const int First = co_await Queue.pop_eventually();
  co_return First + co_await Queue.pop_eventually();
}

// The abort source is handed down.
seastar::future<int> countdown(int From, seastar::abort_source &Abort) {
  while (From > 0 && !Abort.abort_requested()) {
    co_await seastar::sleep_abortable(1ms, Abort);
    auto Units = co_await seastar::get_units(One, 1, Abort);
    --From;
  }
  Abort.check();
  co_return From;
}

seastar::future<bool> aborted() {
  seastar::abort_source Abort;
  auto Running = countdown(1000, Abort);
  auto Subscription = Abort.subscribe([]() noexcept {});
  co_await seastar::sleep(5ms);
  Abort.request_abort();
  auto F = co_await seastar::coroutine::as_future(std::move(Running));
  const bool Failed = F.failed();
  F.ignore_ready_future();
  co_return Failed;
}

seastar::future<bool> timedOut() {
  try {
    co_await seastar::with_timeout(seastar::steady_clock_type::now() + 1ms,
                                   seastar::sleep(1h));
  } catch (const seastar::timed_out_error &) {
    co_return true;
  }
  co_return false;
}

// Yielding, groups, shards: no context to come back to.
seastar::future<> hops() {
  co_await seastar::coroutine::maybe_yield();
  co_await seastar::coroutine::switch_to(seastar::default_scheduling_group());
  co_await seastar::coroutine::without_preemption_check(pause());
  co_await seastar::with_scheduling_group(seastar::default_scheduling_group(),
                                          [] { return pause(); });
  co_await seastar::smp::submit_to(0, [] { return pause(); });
  co_await seastar::smp::invoke_on_all([] { return pause(); });
}

seastar::future<int> shards() {
  seastar::sharded<Service> Services;
  co_await Services.start();
  co_await Services.invoke_on_all([](Service &S) { return S.start(); });
  Services.local().poke();
  co_await Services.local().waitForPokes(1);
  const int Poked = Services.local().poked();
  co_await Services.stop();
  co_return Poked;
}

// Continuations.
seastar::future<int> chained() {
  return answer()
      .then([](int Value) { return Value + 1; })
      .then([](int Value) { return seastar::make_ready_future<int>(Value); })
      .finally([] {})
      .handle_exception([](std::exception_ptr) { return 0; });
}

seastar::future<int> handledType() {
  return failing().handle_exception_type(
      [](const std::runtime_error &) { return -1; });
}

seastar::future<std::size_t> kept() {
  return seastar::do_with(std::string("kept"), [](std::string &Text) {
    return pause().then([&Text] { return Text.size(); });
  });
}

// A coroutine lambda given to then() lives as long as the wrapper.
seastar::future<int> lambdaCoroutine(int Value) {
  co_return co_await pause().then(
      seastar::coroutine::lambda([Value]() -> seastar::future<int> {
        co_await pause();
        co_return Value;
      }));
}

// Leaving with an error and without a throw.
seastar::future<int> returnsError(bool Fail) {
  if (Fail)
    co_return seastar::coroutine::exception(
        std::make_exception_ptr(std::runtime_error("failed")));
  co_return 1;
}

seastar::future<> awaitsError() {
  co_await seastar::coroutine::return_exception(std::runtime_error("failed"));
}

// Errors reach whoever awaits.
seastar::future<int> recovering() {
  try {
    co_await awaitsError();
  } catch (const std::runtime_error &) {
  }
  try {
    co_return co_await failing();
  } catch (const std::runtime_error &) {
  }
  co_return co_await answer();
}

seastar::coroutine::experimental::generator<int> numbers(int Count) {
  for (int I = 0; I < Count; ++I) {
    co_await pause();
    co_yield I;
  }
}

seastar::future<int> sumNumbers() {
  int Sum = 0;
  auto Numbers = numbers(4);
  while (auto Number = co_await Numbers())
    Sum += *Number;
  co_return Sum;
}

int check(bool Condition) { return Condition ? 0 : 1; }

seastar::future<int> run() {
  int Failed = 0;
  Failed += check(co_await awaitInPlace() == 126);
  Failed += check(co_await awaitLater() == "hello later");
  Failed += check(co_await reassigned() == 84);
  Failed += check(co_await conditional(true) == 126);
  Failed += check(co_await passThrough() == 42);
  Failed += check(co_await handOver() == 84);
  Failed += check(co_await useService() == 2);
  seastar::gate Gate;
  background(Gate);
  co_await heldOpen(Gate);
  co_await Gate.close();
  Failed += check(co_await inContinuation() == -1);
  Failed += check(co_await asFuture() == -1);
  Failed += check(co_await ifAvailable() == 7);
  Failed += check(co_await elementsOfWhenAll() == 42);
  Failed += check(co_await rangeOfWhenAll() == 49);
  Failed += check(co_await tryFuture() == 42);
  Failed += check(co_await succeed() == 58);
  Failed += check(co_await unpacked() == 49);
  Failed += check(co_await coroutineAll() == 49);
  Failed += check(co_await bounded({1, 2, 3}) == 6);
  Failed += check(co_await fixedFanOut() == 12);
  Failed += check(co_await gated({1, 2, 3}) == 6);
  Failed += check(co_await sequential({1, 2, 3}) == 12);
  Failed += check(co_await loops() == 7);
  Failed += check(co_await inThread() == 49);
  co_await joined();
  Failed += check(co_await sharedTwice() == 84);
  co_await seastar::when_all_succeed(lockedIncrement(), lockedMutex(),
                                     withSemaphore());
  Failed += check(Guarded == 3);
  Failed += check(co_await condition());
  Failed += check(co_await queued() == 3);
  Failed += check(co_await aborted());
  Failed += check(co_await timedOut());
  co_await hops();
  Failed += check(co_await shards() == 1);
  Failed += check(co_await chained() == 43);
  Failed += check(co_await handledType() == -1);
  Failed += check(co_await kept() == 4);
  Failed += check(co_await lambdaCoroutine(3) == 3);
  Failed += check(co_await returnsError(false) == 1);
  Failed += check(co_await recovering() == 42);
  Failed += check(co_await sumNumbers() == 6);
  co_return Failed;
}

} // namespace

int main(int Argc, char **Argv) {
  seastar::alien::instance Instance;
  seastar::app_template App;
  return check(fromOutside(Instance) == 7) +
         App.run(Argc, Argv, [] { return run(); });
}
