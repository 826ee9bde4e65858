// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

#include <algorithm>
#include <array>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BoundedQueue.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Generator.h>
#include <folly/coro/Task.h>
#include <ranges>
#include <vector>

using folly::coro::Task;

Task<int> load(int Id);
Task<void> save(int Id);

// --- Reported and fixed ----------------------------------------------------

Task<std::vector<int>> each(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  co_return co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'collectAllRange' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-FIXES: co_return co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

Task<void> tries(const std::vector<int> &Ids) {
  std::vector<Task<void>> Tasks;
  Tasks.reserve(Ids.size());
  for (std::size_t I = 0; I != Ids.size(); ++I) {
    const int Id = Ids[I];
    Tasks.emplace_back(save(Id));
  }
  co_await folly::coro::collectAllTryRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllTryRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllTryWindowed(std::move(Tasks), 10);
}

Task<void> unqualified(const std::vector<int> &Ids) {
  using namespace folly::coro;
  std::vector<Task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

Task<void> transformed(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(
      Ids | std::views::transform([](int Id) { return load(Id); }));
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'collectAllRange' runs a task for each
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(
  // CHECK-FIXES: Ids | std::views::transform([](int Id) { return load(Id); }), 10);
}

// collectAllRange() makes all tasks before any runs, collectAllWindowed() makes
// the later ones when earlier ones have ended.
Task<void> grow(std::vector<int> &Ids);
Task<void> transformed_while_it_grows(std::vector<int> Ids) {
  auto Growing = grow(Ids).scheduleOn(folly::getGlobalCPUExecutor()).start();
  co_await folly::coro::collectAllRange(
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each
      // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change while it waits
      Ids | std::views::transform([](int Id) { return load(Id); }));
  co_await std::move(Growing);
}
struct Store {
  std::vector<int> Ids;
  Task<void> flush() {
    co_await folly::coro::collectAllRange(
        // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'collectAllRange' runs a task for each
        // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: what it goes through could change while it waits
        Ids | std::views::transform([](int Id) { return load(Id); }));
  }
};
// Whatever happens to the list of numbers, the tasks are there.
Task<void> made_while_it_grows(std::vector<int> Ids) {
  auto Growing = grow(Ids).scheduleOn(folly::getGlobalCPUExecutor()).start();
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
  co_await std::move(Growing);
}

Task<void> inserted(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(Tasks), load);
  co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'Ids'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(std::move(Tasks), 10);
}

// --- Silent ------------------------------------------------------------------

Task<void> windowed(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await folly::coro::collectAllWindowed(std::move(Tasks), 100);
}
Task<void> pack() { co_await folly::coro::collectAll(load(1), load(2)); }
Task<void> three() {
  std::vector<Task<int>> Tasks;
  Tasks.push_back(load(1));
  Tasks.push_back(load(2));
  Tasks.push_back(load(3));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> counted() {
  std::vector<Task<int>> Tasks;
  for (int I = 0; I < 8; ++I)
    Tasks.push_back(load(I));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> array(const std::array<int, 4> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> taken(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(
      Ids | std::views::take(4) |
      std::views::transform([](int Id) { return load(Id); }));
}
Task<void> chunked(const std::vector<int> &Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids) {
    Tasks.push_back(load(Id));
    if (Tasks.size() == 32)
      co_await folly::coro::collectAllRange(std::exchange(Tasks, {}));
  }
}
Task<void> chunks(const std::vector<std::vector<int>> &Batches) {
  // One batch after the other, as the caller made them.
  for (const auto &Batch : Batches) {
    std::vector<Task<int>> Tasks;
    Tasks.push_back(load(Batch.front()));
    co_await folly::coro::collectAllRange(std::move(Tasks));
  }
}
// Who made them decides how many there are.
Task<void> given(std::vector<Task<int>> Tasks) {
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Task<void> sequence(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}

// --- Tasks that a scope or an executor starts --------------------------------

#include <deque>
#include <folly/coro/AsyncScope.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/fibers/Semaphore.h>
#include <map>
#include <memory>

using folly::coro::AsyncScope;
using folly::coro::co_withExecutor;

Task<void> scope_of_all(const std::vector<int> &Ids, folly::Executor *Ex) {
  AsyncScope Scope;
  for (int Id : Ids)
    Scope.add(co_withExecutor(Ex, save(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'add' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await folly::coro::collectAllWindowed(..., 10)', or let each task wait for a 'folly::fibers::Semaphore' of 10
  co_await Scope.joinAsync();
}
class Saver {
public:
  void all(const std::map<int, int> &Owners) {
    for (const auto &[Id, Owner] : Owners)
      Scope.add(save(Id).scheduleOn(Ex));
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'add' starts a task for each element of 'Owners'
  }
  Task<void> scheduled(const std::vector<int> &Ids) {
    for (int Id : Ids)
      co_await Scope.co_schedule(save(Id));
      // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'co_schedule' starts a task for each element of 'Ids'
  }
  // Somebody asks how many there are.
  Task<void> few(const std::vector<int> &Ids) {
    for (int Id : Ids) {
      while (Scope.remaining() > 50)
        co_await save(-1);
      Scope.add(co_withExecutor(Ex, save(Id)));
    }
  }
  Task<void> few_scheduled(const std::vector<int> &Ids) {
    for (int Id : Ids) {
      while (Scope.remaining() > 50)
        co_await save(-1);
      co_await Scope.co_schedule(save(Id));
    }
    for (int Id : {1, 2, 3})
      co_await Scope.co_schedule(save(Id));
    while (true)
      co_await Scope.co_schedule(save(co_await load(1)));
  }

private:
  folly::Executor::KeepAlive<> Ex;
  folly::coro::CancellableAsyncScope Scope;
};
std::vector<folly::SemiFuture<int>> futures_of_all(const std::vector<int> &Ids, folly::Executor *Ex) {
  std::vector<folly::SemiFuture<int>> Futures;
  for (int Id : Ids)
    Futures.push_back(load(Id).scheduleOn(Ex).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'start' starts a task for each element of 'Ids'
  for (int Id : Ids) {
    auto Future = co_withExecutor(Ex, load(Id)).startInlineUnsafe();
    // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'startInlineUnsafe' starts a task for each element of 'Ids'
    Futures.push_back(std::move(Future));
  }
  return Futures;
}
void with_callbacks(const std::vector<int> &Ids, folly::Executor *Ex) {
  for (int Id : Ids) {
    auto Task = co_withExecutor(Ex, save(Id));
    std::move(Task).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'start' starts a task for each element of 'Ids'
  }
}
void made_before(const std::vector<int> &Ids, folly::Executor *Ex) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  std::vector<folly::SemiFuture<int>> Futures;
  for (auto &Task : Tasks)
    Futures.push_back(co_withExecutor(Ex, std::move(Task)).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'start' runs a task for each element of 'Ids'
}
// Which one it is goes by the element, and there are more elements.
void by_turns(const std::vector<int> &Ids, const std::vector<folly::Executor *> &All) {
  for (int Id : Ids)
    co_withExecutor(All[Id % All.size()], save(Id)).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'start' starts a task for each element of 'Ids'
}

// Silent: few, or as many as there are executors.
void starts_few(folly::Executor *Ex) {
  AsyncScope Scope;
  std::vector<folly::SemiFuture<int>> Futures;
  for (int Id : {1, 2, 3}) {
    Scope.add(co_withExecutor(Ex, save(Id)));
    Futures.push_back(co_withExecutor(Ex, load(Id)).start());
    co_withExecutor(Ex, save(Id)).start([](auto &&) {});
  }
}
void one_for_each_executor(std::vector<folly::Executor::KeepAlive<>> &All, AsyncScope &Scope,
                           const std::vector<std::shared_ptr<folly::CPUThreadPoolExecutor>> &Shared) {
  for (auto &Ex : All)
    Scope.add(co_withExecutor(Ex, save(1)));
  for (const auto &Ex : Shared)
    Scope.add(co_withExecutor(Ex.get(), save(1)));
  std::vector<folly::SemiFuture<int>> Futures;
  for (std::size_t I = 0; I < Shared.size(); ++I)
    Futures.push_back(co_withExecutor(Shared[I].get(), load(I)).start());
}
struct Session {
  folly::Executor *executor() const;
};
void where_each_is_at_home(const std::map<std::shared_ptr<Session>, int> &Sessions, AsyncScope &Scope) {
  for (auto &[To, Id] : Sessions) {
    auto Ex = To->executor();
    co_withExecutor(Ex, save(Id)).start([](auto &&) {});
  }
  for (auto &[To, Id] : Sessions)
    Scope.add(co_withExecutor(To->executor(), save(Id)));
  for (const auto &Entry : Sessions)
    Scope.add(save(Entry.second).scheduleOn(Entry.first->executor()));
}
void workers(folly::Executor *Ex, int Count) {
  AsyncScope Scope;
  for (int I = 0; I < Count; ++I)
    Scope.add(co_withExecutor(Ex, save(I)));
  for (int I = 0; I < Count; ++I)
    co_withExecutor(Ex, save(I)).start([](auto &&) {});
}
// Who comes decides.
struct Listener {
  Task<int> accept();
};
Task<void> serves(Listener &From, folly::Executor *Ex, int Count) {
  AsyncScope Scope;
  for (int I = 0; I < Count; ++I)
    Scope.add(co_withExecutor(Ex, save(co_await From.accept())));
  while (int Id = co_await From.accept())
    Scope.add(co_withExecutor(Ex, save(Id)));
  for (;;)
    co_withExecutor(Ex, save(co_await From.accept())).start([](auto &&) {});
}
// Semaphores, windows, and what waits in each round.
Task<void> in_turn(folly::fibers::Semaphore &Few, int Id) {
  co_await Few.co_wait();
  co_await save(Id);
  Few.signal();
}
Task<void> held_down(folly::fibers::Semaphore &Few, const std::vector<int> &Ids, folly::Executor *Ex) {
  AsyncScope Scope;
  for (int Id : Ids)
    Scope.add(co_withExecutor(Ex, in_turn(Few, Id)));
  for (int Id : Ids) {
    co_await Few.co_wait();
    co_withExecutor(Ex, save(Id)).start([&Few](auto &&) { Few.signal(); });
  }
  for (int Id : Ids) {
    if (Scope.remaining() > 8)
      co_await save(-1);
    Scope.add(co_withExecutor(Ex, save(Id)));
  }
  co_await Scope.joinAsync();
}
Task<void> joins_each(const std::vector<int> &Ids, folly::Executor *Ex) {
  for (int Id : Ids) {
    AsyncScope Scope;
    Scope.add(co_withExecutor(Ex, save(Id)));
    Scope.add(co_withExecutor(Ex, save(-Id)));
    co_await Scope.joinAsync();
  }
  for (int Id : Ids)
    co_await co_withExecutor(Ex, save(Id)).start();
  for (int Id : Ids) {
    auto Future = co_withExecutor(Ex, load(Id)).start();
    co_await save(Id);
    co_await std::move(Future);
  }
}
void waits_for_each(const std::vector<int> &Ids, folly::Executor *Ex) {
  for (int Id : Ids)
    (void)co_withExecutor(Ex, load(Id)).start().get();
}
Task<void> window(const std::vector<int> &Ids, folly::Executor *Ex) {
  std::deque<folly::SemiFuture<int>> Last;
  for (int Id : Ids) {
    auto Future = co_withExecutor(Ex, load(Id)).start();
    Last.push_back(std::move(Future));
    if (Last.size() == 16) {
      co_await std::move(Last.front());
      Last.pop_front();
    }
  }
}
// Who made them decides; and they end.
void given_to_scope(std::vector<Task<void>> Tasks, AsyncScope &Scope, folly::Executor *Ex) {
  for (auto &Task : Tasks)
    Scope.add(co_withExecutor(Ex, std::move(Task)));
}
struct Service {
  Task<void> stop();
};
void stops(const std::vector<Service *> &Services, AsyncScope &Scope, folly::Executor *Ex) {
  for (Service *One : Services)
    Scope.add(co_withExecutor(Ex, One->stop()));
  for (Service *One : Services)
    co_withExecutor(Ex, One->stop()).start([](auto &&) {});
}

// A generator that yields what is written in it.
using folly::coro::Generator;
Generator<Task<void> &&> both(int First, int Second) {
  co_yield save(First);
  if (Second != First)
    co_yield save(Second);
}
Task<void> yielded() {
  co_await folly::coro::collectAllRange([]() -> Generator<Task<void> &&> {
    co_yield save(1);
    co_yield save(2);
  }());
  co_await folly::coro::collectAllRange(both(1, 2));
  auto Tasks = both(3, 4);
  co_await folly::coro::collectAllRange(std::move(Tasks));
}
Generator<Task<void> &&> saves(const std::vector<int> &Ids) {
  co_yield save(0);
  for (int Id : Ids)
    co_yield save(Id);
}
Task<void> yielded_for_caller(const std::vector<int> &Ids) {
  co_await folly::coro::collectAllRange(saves(Ids));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'saves(Ids)'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: what it goes through could change while it waits
}
Task<void> yielded_in_loop(std::vector<int> Ids) {
  co_await folly::coro::collectAllRange(saves(Ids));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllRange' runs a task for each element of 'saves(Ids)'
  // CHECK-FIXES: co_await folly::coro::collectAllWindowed(saves(Ids), 10);
}

// A queue that is full makes the loop wait.
Task<void> queued(folly::coro::AsyncScope &Scope, folly::coro::BoundedQueue<int> &Queue, folly::Executor::KeepAlive<> Executor,
                  const std::vector<int> &Ids) {
  for (int Id : Ids) {
    co_await Queue.enqueue(Id);
    Scope.add(co_withExecutor(Executor, save(Id)));
  }
  for (int Id : Ids) {
    int Free = co_await Queue.dequeue();
    Scope.add(co_withExecutor(Executor, save(Id + Free)));
  }
}
