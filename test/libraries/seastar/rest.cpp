// RUN: %check %s async-blocking-call,async-blocking-wait,async-repeated-await,async-unawaited-task,async-unbounded-concurrency,async-unpropagated-stop-token %t \
// RUN:   -- -isystem %standins -Wno-unused -Wno-unused-result

// What the other tests of Seastar leave out.

#include <exception>
#include <memory>
#include <seastar/core/abort_source.hh>
#include <seastar/core/alien.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/shared_future.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/smp.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/core/with_scheduling_group.hh>
#include <seastar/coroutine/generator.hh>
#include <seastar/coroutine/switch_to.hh>
#include <seastar/coroutine/try_future.hh>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace seastar {
template <typename Func> struct deferred_action {
  ~deferred_action();
};
template <typename Func> deferred_action<Func> defer(Func &&F);
template <typename Object, typename Func> future<> with_closeable(Object &&, Func) noexcept { return seastar::make_ready_future<>(); }
template <typename Object, typename Func> future<> with_stoppable(Object &&, Func) noexcept { return seastar::make_ready_future<>(); }
} // namespace seastar

using seastar::future;

future<int> load(int Id);
future<> save(int Id, seastar::abort_source *Source = nullptr);
void use(int);

// --- Types ---------------------------------------------------------------------

future<> dropped(seastar::scheduling_group Group) {
  seastar::coroutine::switch_to{Group};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this awaitable is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-FIXES: co_await seastar::coroutine::switch_to{Group};
  co_return;
}
// A generator has no result that could be lost.
seastar::coroutine::experimental::generator<int> numbers() { co_yield 1; }

// --- Complete ------------------------------------------------------------------

int complete() {
  auto Failed = seastar::make_exception_future<int>(std::runtime_error("failed"));
  return Failed.get();
}

// --- Futures that are used up --------------------------------------------------

future<> used_up(seastar::promise<int> Promise) {
  auto A = load(1), B = load(2), C = load(3), D = load(4), E = load(5);
  (void)A.handle_exception_type([](const std::runtime_error &) { return 0; });
  (void)B.discard_result();
  (void)C.or_terminate();
  D.forward_to(std::move(Promise));
  use(co_await std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'A' is awaited after it was used by 'handle_exception_type'
  use(co_await std::move(B));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'B' is awaited after it was used by 'discard_result'
  use(co_await std::move(C));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'C' is awaited after it was used by 'or_terminate'
  use(co_await std::move(D));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'D' is awaited after it was used by 'forward_to'
  if (E.failed())
    (void)E.get_exception();
  use(co_await std::move(E));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'E' is awaited after it was used by 'get_exception'
}
// In one branch it is handled, in the other one awaited.
future<> failed(future<int> Given, future<> Other) {
  if (Given.failed())
    (void)Given.get_exception();
  else
    use(co_await std::move(Given));
  Other.ignore_ready_future();
  co_await std::move(Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Other' is awaited after it was used by 'ignore_ready_future'
}

// --- Many at once --------------------------------------------------------------

// The receiving ends of something; as many as there are shards.
future<> receives(std::vector<std::unique_ptr<seastar::shared_promise<>>> &Promises,
                  std::vector<seastar::shared_future<>> &Shared) {
  std::vector<future<>> All;
  for (auto &Promise : Promises)
    All.push_back(Promise->get_shared_future());
  for (seastar::shared_future<> &Ready : Shared)
    All.push_back(Ready.get_future());
  for (unsigned Cpu : seastar::smp::all_cpus())
    All.push_back(save(Cpu));
  for (unsigned I = 0; I < seastar::this_smp_shard_count(); ++I)
    All.push_back(save(I));
  co_await seastar::when_all_succeed(All.begin(), All.end());
}
future<> all(std::vector<int> Ids) {
  std::vector<future<>> All;
  for (int Id : Ids)
    All.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  co_await seastar::when_all_succeed(All.begin(), All.end());
}

// --- Stopping ------------------------------------------------------------------

class service {
  seastar::abort_source _as;
  future<> run() {
    // What runs when work has failed is not told to stop.
    auto Last = seastar::defer([this] { (void)save(1); });
    co_await load(1)
        .handle_exception_type([this](const std::runtime_error &) { return save(2).then([] { return 0; }); })
        .discard_result();
    co_await save(3);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'save' does not get the stop token '_as', so it goes on when it should stop [async-unpropagated-stop-token]
    // CHECK-FIXES: co_await save(3, &_as);
  }
  // It asks to stop, so that nothing behind it is told to.
  future<> fail(std::exception_ptr Error) {
    _as.request_abort_ex(Error);
    co_await save(4);
  }
};

// --- Executors -----------------------------------------------------------------

future<> loops(std::vector<int> &Ids, seastar::scheduling_group Group, seastar::sharded<int> &Sharded) {
  (void)seastar::repeat([] { sleep(1); return seastar::stop_iteration::yes; });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sleep' blocks
  (void)seastar::repeat_until_value([] { sleep(1); return seastar::make_ready_future<std::optional<int>>(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep' blocks
  (void)seastar::do_until([] { return true; }, [] { sleep(1); return save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'sleep' blocks
  (void)seastar::keep_doing([] { sleep(1); return save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sleep' blocks
  (void)seastar::do_for_each(Ids, [](int) { sleep(1); return save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sleep' blocks
  (void)seastar::with_scheduling_group(Group, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'sleep' blocks
  (void)seastar::smp::submit_to(1, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
  (void)seastar::smp::invoke_on_all([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep' blocks
  (void)seastar::smp::invoke_on_others([] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sleep' blocks
  (void)Sharded.invoke_on(1, [](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'sleep' blocks
  (void)Sharded.invoke_on_all([](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
  (void)Sharded.invoke_on_others([](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sleep' blocks
  (void)load(1).handle_exception_type([](const std::runtime_error &) { sleep(1); return 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:72: warning: 'sleep' blocks
  return save(1);
}

void more_loops(seastar::semaphore &Slots, seastar::shared_mutex &Mutex,
                seastar::alien::instance &Alien) {
  (void)seastar::with_semaphore(Slots, 1, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'sleep' blocks
  (void)seastar::with_lock(Mutex, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'sleep' blocks
  (void)seastar::with_shared(Mutex, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep' blocks
  seastar::alien::run_on(Alien, 0, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
  (void)seastar::alien::submit_to(Alien, 0, [] { sleep(1); return load(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'sleep' blocks
}

// What is called at once runs where its caller does, and may wait there.
struct resource {};
void in_a_thread(seastar::gate &Gate) {
  (void)seastar::async([&Gate] {
    (void)seastar::with_gate(Gate, [] { use(load(1).get()); });
    (void)seastar::try_with_gate(Gate, [] { use(load(1).get()); });
    (void)seastar::do_with(1, [](int &Id) { use(load(Id).get()); });
    (void)seastar::with_closeable(resource(), [](resource &) { use(load(1).get()); });
    (void)seastar::with_stoppable(resource(), [](resource &) { use(load(1).get()); });
  });
}

future<> tries(future<int> Given) {
  seastar::coroutine::try_future(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'try_future' is not awaited, so nothing waits for it [async-unawaited-task]
  // CHECK-FIXES: co_await seastar::coroutine::try_future(std::move(Given));
  co_return;
}

void maps(seastar::sharded<int> &Sharded) {
  (void)Sharded.map([](int &) { sleep(1); return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sleep' blocks
  (void)Sharded.map_reduce0([](int &) { sleep(1); return 1; }, 0, [](int A, int B) { return A + B; });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
}
