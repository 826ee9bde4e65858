// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

#include <async_simple/coro/Collect.h>
#include <utility>

using async_simple::coro::Lazy;
namespace coro = async_simple::coro;

Lazy<> save(int Id);

// --- Reported ----------------------------------------------------------------

// The library's windowed forms do what the others' names say.
Lazy<> each(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await coro::collectAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAll' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'collectAllWindowedPara' runs them in groups of 10; in spite of its name, on this thread in every version so far
  // CHECK-FIXES-NOTES: co_await coro::collectAllWindowedPara(10, false, std::move(Tasks));
}
Lazy<> each_in_parallel(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await coro::collectAllPara(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllPara' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'collectAllWindowed' runs them in groups of 10; in spite of its name, on several threads in every version so far
  // CHECK-FIXES-NOTES: co_await coro::collectAllWindowed(10, false, std::move(Tasks));
}

auto awaited_elsewhere(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  return coro::collectAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'collectAll' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: it is not awaited in place
}

// --- Silent ------------------------------------------------------------------

Lazy<> windowed(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await coro::collectAllWindowed(50, false, std::move(Tasks));
}
Lazy<> windowed_on_one(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await coro::collectAllWindowedPara(50, false, std::move(Tasks));
}
Lazy<> pack() { co_await coro::collectAll(save(1), save(2)); }
Lazy<> few() {
  std::vector<Lazy<>> Tasks;
  for (int I = 0; I < 3; ++I)
    Tasks.push_back(save(I));
  co_await coro::collectAll(std::move(Tasks));
}
Lazy<> given(std::vector<Lazy<>> Tasks) {
  co_await coro::collectAll(std::move(Tasks));
}

// --- Tasks that are started by themselves ------------------------------------

#include <map>
#include <string>

Lazy<int> fetch(std::string Url);
Lazy<> save_on(async_simple::Executor *On, int Id);

void starts_each(const std::vector<int> &Ids) {
  for (int Id : Ids)
    save(Id).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'start' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: give at most 10 of them to one 'collectAll'
}
Lazy<> starts_each_elsewhere(const std::map<std::string, int> &Urls, async_simple::Executor *On) {
  for (const auto &[Url, Port] : Urls)
    fetch(Url).via(On).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'start' starts a task for each element of 'Urls'
  for (const auto &[Url, Port] : Urls)
    fetch(Url).via(On).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'detach' starts a task for each element of 'Urls'
  for (const auto &[Url, Port] : Urls)
    fetch(Url).directlyStart([](auto &&) {}, On);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'directlyStart' starts a task for each element of 'Urls'
  co_return;
}
void made_before(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  for (auto &Task : Tasks)
    std::move(Task).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'start' runs a task for each element of 'Ids'
}

// Silent: few, workers, one for each executor.
void starts_few() {
  for (int Id : {1, 2, 3})
    save(Id).start([](auto &&) {});
  for (int Id = 0; Id < 8; ++Id)
    save(Id).start([](auto &&) {});
}
void starts_workers(int Count, async_simple::Executor *On) {
  for (int I = 0; I < Count; ++I)
    save(I).via(On).start([](auto &&) {});
}
void one_for_each_executor(const std::vector<async_simple::Executor *> &All) {
  for (async_simple::Executor *On : All)
    save(1).via(On).start([](auto &&) {});
  for (std::size_t I = 0; I < All.size(); ++I)
    save_on(All[I], I).via(All[I]).detach();
}
// Who comes decides.
struct Listener {
  Lazy<int> accept();
};
Lazy<> serves(Listener &From, int Count) {
  for (int I = 0; I < Count; ++I)
    save(co_await From.accept()).start([](auto &&) {});
  while (int Id = co_await From.accept())
    save(Id).start([](auto &&) {});
  for (;;)
    save(co_await From.accept()).start([](auto &&) {});
}
// Each waits for its turn, or the loop does.
struct CountingSemaphore {
  Lazy<> acquire();
  Lazy<> release();
};
Lazy<> in_turn(CountingSemaphore &Few, int Id) {
  co_await Few.acquire();
  co_await save(Id);
  co_await Few.release();
}
Lazy<> held_down(CountingSemaphore &Few, const std::vector<int> &Ids, int &Running) {
  for (int Id : Ids)
    in_turn(Few, Id).start([](auto &&) {});
  for (int Id : Ids) {
    co_await Few.acquire();
    save(Id).start([](auto &&) {});
  }
  for (int Id : Ids) {
    while (Running >= 100)
      co_await save(-1);
    save(Id).start([&](auto &&) { --Running; });
  }
}
// Who made them decides; and they end.
void given_and_started(std::vector<Lazy<>> Tasks) {
  for (auto &Task : Tasks)
    std::move(Task).start([](auto &&) {});
}
struct Service {
  Lazy<> stop();
};
void stops(const std::vector<Service *> &Services) {
  for (Service *One : Services)
    One->stop().start([](auto &&) {});
}
template <typename Task> class Waiter {
public:
  void start() {
    for (std::size_t I = 0; I < Tasks.size(); ++I)
      Tasks[I].start([](auto &&) {});
  }

private:
  std::vector<Task> Tasks;
};
template class Waiter<Lazy<>>;
template class Waiter<async_simple::coro::RescheduleLazy<void>>;
void started_by_index(std::vector<Lazy<>> &Tasks, async_simple::Executor *On) {
  for (std::size_t I = 0; I < Tasks.size(); ++I)
    std::move(Tasks[I]).via(On).start([](auto &&) {});
}
