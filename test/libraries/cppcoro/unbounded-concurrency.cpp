// RUN: %check %s async-unbounded-concurrency %t -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused

// Lazy tasks that are awaited together.

// CHECK-FIXES-NOTES-DAG: #include <atomic>
// CHECK-FIXES-NOTES-DAG: #include <cstddef>
#include <algorithm>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <iterator>
#include <vector>

using cppcoro::task;

task<int> load(int Id);

task<> each(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time; the others begin where earlier ones have ended
  // CHECK-FIXES-NOTES: {
  // CHECK-FIXES-NOTES: std::atomic<std::size_t> next(0);
  // CHECK-FIXES-NOTES: std::vector<cppcoro::task<>> lanes;
  // CHECK-FIXES-NOTES: for (int lane = 0; lane < 4; ++lane)
  // CHECK-FIXES-NOTES: lanes.push_back([](auto &tasks, auto &i) -> cppcoro::task<> {
  // CHECK-FIXES-NOTES: for (std::size_t at; (at = i++) < tasks.size();)
  // CHECK-FIXES-NOTES: co_await tasks[at].when_ready();
  // CHECK-FIXES-NOTES: }(Tasks, next));
  // CHECK-FIXES-NOTES: co_await cppcoro::when_all(std::move(lanes));
  // CHECK-FIXES-NOTES: }
  // CHECK-FIXES-NOTES: co_await cppcoro::when_all(std::move(Tasks));
}
task<> counted() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 5; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}
task<> number(int N) {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < N; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all_ready(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all_ready' runs a task for each round of a loop
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}
task<> inserted(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  std::ranges::transform(Ids, std::back_inserter(Tasks), load);
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: }(Tasks, next));
}

task<> few() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks.push_back(load(I));
  co_await cppcoro::when_all(std::move(Tasks));
}
task<int> lane(const std::vector<int> &Ids, std::size_t &Next);
task<> lanes(const std::vector<int> &Ids, int N) {
  std::size_t Next = 0;
  std::vector<task<int>> Lanes;
  for (int I = 0; I < N; ++I)
    Lanes.push_back(lane(Ids, Next));
  co_await cppcoro::when_all(std::move(Lanes));
}
task<> windows(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids) {
    Tasks.push_back(load(Id));
    if (Tasks.size() >= 20) {
      co_await cppcoro::when_all(std::move(Tasks));
      Tasks.clear();
    }
  }
  co_await cppcoro::when_all(std::move(Tasks));
}
task<> given(std::vector<task<int>> Tasks) {
  co_await cppcoro::when_all(std::move(Tasks));
}
task<> pair() { co_await cppcoro::when_all(load(1), load(2)); }
// Lazy: awaited one after the other.
task<> sequence(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  for (auto &T : Tasks)
    co_await T;
}

// --- Tasks that a scope starts -----------------------------------------------

#include <array>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <memory>

using cppcoro::async_scope;

task<> save(int Id);
task<> save_on(cppcoro::static_thread_pool &On, int Id);
template <typename T> T moved(T Task);

task<> scope_of_all(const std::vector<int> &Ids) {
  async_scope Scope;
  for (int Id : Ids)
    Scope.spawn(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'spawn' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: start 4 tasks that take the elements one after the other, and await these 4 together
  co_await Scope.join();
}
class Saver {
public:
  void all(const std::vector<int> &Ids) {
    std::for_each(Ids.begin(), Ids.end(), [this](int Id) { Scope.spawn(save(Id)); });
    // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'spawn' starts a task for each element of 'Ids'
  }
  void nested(const std::vector<std::vector<int>> &Groups) {
    for (const auto &Group : Groups)
      for (int Id : Group)
        Scope.spawn(moved(save(Id)));
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'spawn' starts a task for each element of 'Group'
  }
  // Somebody waits, asks or empties in between.
  task<> by_turns(const std::vector<int> &Ids) {
    for (int Id : Ids) {
      Scope.spawn(save(Id));
      co_await Scope.join();
    }
  }
  task<> in_groups(const std::vector<std::vector<int>> &Groups) {
    for (const auto &Group : Groups) {
      for (int Id : Group)
        Scope.spawn(save(Id));
      co_await Scope.join();
    }
  }

private:
  async_scope Scope;
};

task<> own_scope(const std::vector<int> &Ids) {
  for (int Id : Ids) {
    async_scope Scope;
    Scope.spawn(save(Id));
    co_await Scope.join();
  }
}
task<> scope_of_few(const std::array<int, 3> &Ids) {
  async_scope Scope;
  for (int Id : Ids)
    Scope.spawn(save(Id));
  for (int Id : {1, 2, 3})
    Scope.spawn(save(Id));
  for (int Id = 0; Id < 3; ++Id)
    Scope.spawn(save(Id));
  co_await Scope.join();
}
struct Listener {
  task<int> accept();
};
task<> serves(Listener &From, int Count, bool &Stop) {
  async_scope Scope;
  for (int I = 0; I < Count; ++I)
    Scope.spawn(save(co_await From.accept()));
  while (!Stop)
    Scope.spawn(save(co_await From.accept()));
  for (;;)
    Scope.spawn(save(co_await From.accept()));
}
task<> one_for_each_pool(std::vector<std::unique_ptr<cppcoro::static_thread_pool>> &Pools,
                         const std::vector<int> &Shards) {
  async_scope Scope;
  for (auto &Pool : Pools)
    Scope.spawn(save_on(*Pool, 1));
  for (int Shard : Shards)
    Scope.spawn(save(Shard));
  co_await Scope.join();
}
// A program's own gate.
struct AsyncSemaphore {
  task<> wait();
};
task<> gate(AsyncSemaphore &Few, const std::vector<int> &Ids) {
  async_scope Scope;
  for (int Id : Ids) {
    co_await Few.wait();
    Scope.spawn(save(Id));
  }
  co_await Scope.join();
}
task<> counts_them(const std::vector<int> &Ids, int &Running) {
  async_scope Scope;
  for (int Id : Ids) {
    if (Running > 16)
      co_await save(-1);
    Scope.spawn(save(Id));
  }
  co_await Scope.join();
}
task<> given_to_scope(std::vector<task<>> Tasks) {
  async_scope Scope;
  for (auto &Task : Tasks)
    Scope.spawn(std::move(Task));
  co_await Scope.join();
}
// Who waits for many locks wants to have all.
task<cppcoro::async_mutex_lock> lock(int Id);
task<> locks(const std::vector<int> &Ids) {
  std::vector<task<cppcoro::async_mutex_lock>> Locks;
  for (int Id : Ids)
    Locks.push_back(lock(Id));
  auto Held = co_await cppcoro::when_all(std::move(Locks));
}
