// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <array>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/smp.hh>
#include <seastar/core/when_all.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <functional>
#include <ranges>
#include <span>
#include <vector>

using seastar::future;

future<> save(int Id);
future<int> load(int Id);

// --- Reported and fixed ----------------------------------------------------

future<> local_range() {
  std::vector<int> Ids;
  Ids.resize(100);
  co_await seastar::parallel_for_each(Ids, [](int Id) { return save(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, [](int Id) { return save(Id); });
}
future<> by_value(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
}
future<> iterators(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids.begin(), Ids.end(), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids.begin(), Ids.end(), 10, save);
}
future<> coroutine_form(std::vector<int> Ids) {
  co_await seastar::coroutine::parallel_for_each(Ids, [](int Id) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
    // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, [](int Id) -> future<> {
    co_await save(Id);
  });
}

// --- Reported, not fixed ---------------------------------------------------

struct Cache {
  std::vector<int> Ids;
  // Another fiber can change the member while this one waits.
  future<> flush() {
    co_await seastar::parallel_for_each(Ids, [](int Id) { return save(Id); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'parallel_for_each' runs a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: what it goes through could change while it waits
  }
};
future<> reference(std::vector<int> &Ids) {
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
}
future<> changed_by_callable(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, [&Ids](int Id) {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
    Ids.pop_back();
    return save(Id);
  });
}
future<> returned(std::vector<int> Ids) {
  return seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: 'seastar::max_concurrent_for_each' needs the range until it is through
}
future<> returns_void(std::vector<int> Ids) {
  co_await seastar::coroutine::parallel_for_each(Ids, [](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'seastar::max_concurrent_for_each' wants a callable that returns 'seastar::future'
}
future<> generic(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, [](auto Id) { return save(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'seastar::max_concurrent_for_each' wants a callable that returns
}
// --- Not fixed: lent to what still runs --------------------------------------

future<> refill(std::vector<int> &Ids);
future<> refill_through(std::vector<int> *Ids);
future<int> look(const std::vector<int> &Ids);
future<> touch(int &Id);
future<> lent(std::vector<int> Ids) {
  future<> Refilled = refill(Ids);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change while it waits
  co_await std::move(Refilled);
}
future<> lent_by_pointer(std::vector<int> Ids) {
  auto Refilled = refill_through(&Ids);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
  co_await std::move(Refilled);
}
future<> lent_and_dropped(std::vector<int> Ids) {
  (void)refill(Ids);
  co_await seastar::parallel_for_each(Ids.begin(), Ids.end(), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
}
future<> lent_to_a_continuation(std::vector<int> Ids) {
  auto Refilled = save(1).then([&Ids] { Ids.push_back(1); });
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
  co_await std::move(Refilled);
}
future<> lent_through_a_name(std::vector<int> Ids) {
  auto &Same = Ids;
  auto Clear = [&Same] { return refill(Same); };
  std::vector<future<>> Running;
  Running.push_back(Clear());
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
  co_await seastar::when_all_succeed(std::move(Running));
}
future<> elements_lent(std::vector<int> Ids) {
  std::vector<future<>> Running;
  for (int &Id : Ids)
    Running.push_back(touch(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids'
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
  co_await seastar::when_all_succeed(std::move(Running));
}
future<> lent_in_the_round_before(std::vector<int> Ids) {
  std::vector<future<>> Running;
  while (!Ids.empty()) {
    co_await seastar::parallel_for_each(Ids, save);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'parallel_for_each' runs
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: what it goes through could change
    Running.push_back(refill(Ids));
  }
  co_await seastar::when_all_succeed(std::move(Running));
}
struct Keeper {
  std::vector<int> &Ids;
  explicit Keeper(std::vector<int> &Ids) : Ids(Ids) {}
  ~Keeper();
};
future<> kept_by_an_object(std::vector<int> Ids) {
  Keeper Keep(Ids);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
}
struct Owner {
  std::vector<int> Ids;
  future<> flush_reversed() {
    co_await seastar::parallel_for_each(Ids | std::views::reverse, save);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'parallel_for_each' runs
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: what it goes through could change
  }
  future<> flush_view() {
    co_await seastar::parallel_for_each(std::span<int>(Ids), save);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'parallel_for_each' runs
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: what it goes through could change
  }
};
future<> asked_later(std::vector<int> Ids, std::vector<int> Done) {
  co_await seastar::parallel_for_each(
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs
      // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change
      Ids | std::views::filter([&Done](int) { return Done.empty(); }),
      [&Done](int Id) {
        Done.push_back(Id);
        return save(Id);
      });
}

// --- Fixed: lent to nothing that can change it and still runs -----------------

void fill(std::vector<int> &Ids);
future<> lent_before(std::vector<int> Ids) {
  fill(Ids);
  std::sort(Ids.begin(), Ids.end());
  for (int &Id : Ids)
    ++Id;
  co_await refill(Ids);
  future<> Refilled = refill(Ids);
  co_await std::move(Refilled);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
}
future<> lent_behind(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
  auto Refilled = refill(Ids);
  co_await std::move(Refilled);
}
future<> only_looked_at(std::vector<int> Ids) {
  auto Looked = look(Ids);
  auto Size = Ids.size();
  auto Copy = Ids;
  auto Refilled = refill(Copy);
  auto Print = [&Ids] { return Ids.size(); };
  Print();
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
  co_await std::move(Looked);
  co_await std::move(Refilled);
}
future<> view_of_own(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids | std::views::reverse, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids | std::views::reverse, 10, save);
}
future<> constant(const std::vector<int> Ids) {
  auto Looked = look(Ids);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
  co_await std::move(Looked);
}

// Futures run since they were made.
future<> kept(const std::vector<int> &Ids) {
  std::vector<future<>> Running;
  for (int Id : Ids)
    Running.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: start them in 'seastar::max_concurrent_for_each(range, 10, ...)'
  co_await seastar::when_all_succeed(Running.begin(), Running.end());
}

// --- Silent ------------------------------------------------------------------

future<> bounded(std::vector<int> Ids) {
  co_await seastar::max_concurrent_for_each(Ids, 100, save);
}
future<> array() {
  std::array<int, 3> Ids{1, 2, 3};
  co_await seastar::parallel_for_each(Ids, save);
}
future<> braced() {
  const std::vector<int> Ids{1, 2, 3};
  co_await seastar::parallel_for_each(Ids, save);
}
seastar::semaphore Slots(32);
future<> semaphore(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, [](int Id) -> future<> {
    auto Units = co_await seastar::get_units(Slots, 1);
    co_await save(Id);
  });
}
future<> with_semaphore(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, [](int Id) {
    return seastar::with_semaphore(Slots, 1, [Id] { return save(Id); });
  });
}
future<> gated(int Id) {
  auto Units = co_await seastar::get_units(Slots, 1);
  co_await save(Id);
}
future<> gated_function(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, gated);
}
future<> gated_in_lambda(std::vector<int> Ids) {
  co_await seastar::parallel_for_each(Ids, [](int Id) { return gated(Id); });
}
future<> shards() {
  std::vector<future<>> Running;
  for (unsigned S = 0; S < seastar::smp::count; ++S)
    Running.push_back(save(S));
  co_await seastar::when_all_succeed(Running.begin(), Running.end());
}
future<> two() {
  std::vector<future<>> Running;
  Running.push_back(save(1));
  Running.push_back(save(2));
  co_await seastar::when_all_succeed(Running.begin(), Running.end());
}
future<> ready(const std::vector<int> &Ids) {
  std::vector<future<int>> Running;
  for (int Id : Ids)
    Running.push_back(seastar::make_ready_future<int>(Id));
  co_await seastar::when_all_succeed(Running.begin(), Running.end());
}

// --- Silent: what somebody has configured or listed --------------------------

future<> listed() {
  std::vector<int> Ids = {1, 2, 3};
  co_await seastar::parallel_for_each(Ids, save);
}
future<> counted() {
  std::vector<int> Ids(4);
  co_await seastar::parallel_for_each(Ids, save);
}
future<> none() {
  std::vector<int> Ids;
  co_await seastar::parallel_for_each(Ids, save);
}
future<> filled(int N) {
  std::vector<int> Ids = {1, 2, 3};
  Ids.resize(N);
  co_await seastar::parallel_for_each(Ids, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await seastar::max_concurrent_for_each(Ids, 10, save);
}
struct disk_config {
  int Id;
};
future<> configured(std::vector<disk_config> Disks) {
  co_await seastar::parallel_for_each(
      Disks, [](const disk_config &Disk) { return save(Disk.Id); });
}
future<> arguments(int argc, char **argv) {
  std::vector<future<>> Saved;
  for (int I = 1; I < argc; ++I)
    Saved.push_back(save(I));
  co_await seastar::when_all_succeed(Saved.begin(), Saved.end());
}

// --- Silent: nothing that works ----------------------------------------------

struct Service {
  future<> stop();
  future<> start();
};
future<> stop_all(std::vector<Service> Services) {
  co_await seastar::parallel_for_each(Services,
                                      [](Service &S) { return S.stop(); });
}
future<> stop_each(std::vector<Service> &Services) {
  std::vector<future<>> Stopped;
  for (Service &S : Services)
    Stopped.push_back(S.stop());
  co_await seastar::when_all_succeed(Stopped.begin(), Stopped.end());
}
future<> stop_all_and_go_on(std::vector<Service> Services) {
  co_await seastar::parallel_for_each(Services, [](Service &S) {
    return S.stop().handle_exception([](std::exception_ptr) {});
  });
}
future<> start_all(std::vector<Service> Services) {
  co_await seastar::parallel_for_each(
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task for each element of 'Services'
      // CHECK-FIXES: co_await seastar::max_concurrent_for_each(
      Services, [](Service &S) -> future<> { return S.start(); });
      // CHECK-FIXES: Services, 10, [](Service &S) -> future<> { return S.start(); });
}
future<seastar::semaphore_units<>> lock(int Id);
// All of them are wanted at the same time.
future<> lock_all(std::vector<int> Ids) {
  std::vector<future<seastar::semaphore_units<>>> Locks;
  for (int Id : Ids)
    Locks.push_back(lock(Id));
  auto Held = co_await seastar::when_all_succeed(std::move(Locks));
}
future<> moved_over(std::vector<future<>> &Saved) {
  std::vector<future<>> Mine;
  for (future<> &One : Saved)
    Mine.push_back(std::move(One));
  co_await seastar::when_all_succeed(Mine.begin(), Mine.end());
}
future<> promised(std::vector<seastar::promise<int>> &Promises) {
  std::vector<future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_future());
  (void)co_await seastar::when_all_succeed(std::move(Results));
}

// Its caller decides how many of what.
seastar::future<> for_all(const std::vector<int> &Items,
                          const std::function<seastar::future<>(int)> &Each) {
  return seastar::parallel_for_each(Items, Each);
}
std::vector<int> all_known();
seastar::future<> for_known(const std::function<seastar::future<>(int)> &Each) {
  return seastar::parallel_for_each(all_known(), Each);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'parallel_for_each' runs a task for each element of 'all_known()'
}
