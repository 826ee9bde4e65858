// RUN: %check %s async-unbounded-concurrency %t -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -config="{CheckOptions: {async-unbounded-concurrency.Limit: 4}}" -- -isystem %standins -pthread -Wno-unused

// Lazy tasks that are awaited together.

// CHECK-FIXES-NOTES-DAG: #include <coro/semaphore.hpp>
// CHECK-FIXES-NOTES-DAG: #include <type_traits>
#include <coro/coro.hpp>
#include <vector>

coro::task<int> load(int Id);

coro::task<void> each(const std::vector<int> &Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.emplace_back(load(Id));
  co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time; the others begin where earlier ones have ended
  // CHECK-FIXES-NOTES: coro::semaphore<4> limit(4);
  // CHECK-FIXES-NOTES: for (auto &waiting : Tasks)
  // CHECK-FIXES-NOTES: waiting = [](auto &gate, auto task) -> decltype(task) {
  // CHECK-FIXES-NOTES: (void)co_await gate.acquire();
  // CHECK-FIXES-NOTES: try {
  // CHECK-FIXES-NOTES: (void)co_await task;
  // CHECK-FIXES-NOTES: } catch (...) {
  // CHECK-FIXES-NOTES: // Thrown again below.
  // CHECK-FIXES-NOTES: }
  // CHECK-FIXES-NOTES: if constexpr (std::is_void_v<decltype(gate.release())>)
  // CHECK-FIXES-NOTES: gate.release();
  // CHECK-FIXES-NOTES: else
  // CHECK-FIXES-NOTES: co_await gate.release();
  // CHECK-FIXES-NOTES: co_return co_await std::move(task);
  // CHECK-FIXES-NOTES: }(limit, std::move(waiting));
  // CHECK-FIXES-NOTES: co_await coro::when_all(std::move(Tasks));
}
coro::task<int> with_values(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  auto Loaded = co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-FIXES-NOTES: coro::semaphore<4> limit(4);
  // CHECK-FIXES-NOTES: }(limit, std::move(waiting));
  int Sum = 0;
  for (auto &One : Loaded)
    Sum += One.return_value();
  co_return Sum;
}
// The name is taken.
coro::task<void> name_taken(std::vector<int> Ids, int limit) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: only 4 of them can run at a time
  // CHECK-FIXES-NOTES: coro::semaphore<4> limit2(4);
  // CHECK-FIXES-NOTES: }(limit2, std::move(waiting));
}
// Nothing says that the semaphore would live long enough.
auto returned(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  return coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: not fixed: acquire a 'coro::semaphore'
}
void blocking(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  coro::sync_wait(coro::when_all(std::move(Tasks)));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: acquire a 'coro::semaphore'
}
coro::task<void> in_condition(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  while ((co_await coro::when_all(std::move(Tasks))).empty())
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'when_all' runs a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: acquire a 'coro::semaphore'
    ;
}
// Somebody else holds them down.
coro::task<void> take(std::vector<coro::task<int>> &Tasks);
coro::task<void> handed_over(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  co_await take(Tasks);
  co_await coro::when_all(std::move(Tasks));
}
coro::semaphore<8> Slots{8};
coro::task<int> one_of_few(coro::task<int> Task) {
  (void)co_await Slots.acquire();
  int Result = co_await Task;
  co_await Slots.release();
  co_return Result;
}
coro::task<void> wrapped_later(std::vector<int> Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(load(Id));
  for (auto &Task : Tasks)
    Task = one_of_few(std::move(Task));
  co_await coro::when_all(std::move(Tasks));
}
coro::task<int> gated(int Id) {
  co_await Slots.acquire();
  int Result = co_await load(Id);
  (void)Slots.release();
  co_return Result;
}
coro::task<void> each_gated(const std::vector<int> &Ids) {
  std::vector<coro::task<int>> Tasks;
  for (int Id : Ids)
    Tasks.emplace_back(gated(Id));
  co_await coro::when_all(std::move(Tasks));
}

// --- Tasks that an executor or a group starts --------------------------------

#include <coro/io_scheduler.hpp>
#include <coro/task_container.hpp>
#include <deque>
#include <map>
#include <memory>

using Pool = coro::thread_pool;

coro::task<void> save(int Id);
coro::task<void> save_on(Pool &On, int Id);
coro::task<void> work();

coro::task<void> spawns_each(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  for (int Id : Ids)
    On->spawn_detached(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'spawn_detached' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: acquire a 'coro::semaphore' that starts with 4 at the begin of each task, and release it at its end
  co_return;
}
// A buffer that is full makes the loop wait.
namespace coro {
template <typename T, int Most> struct ring_buffer {
  coro::task<bool> produce(T);
};
} // namespace coro
coro::task<void> buffered(coro::io_scheduler &On, coro::ring_buffer<int, 4> &Buffer, const std::vector<int> &Ids) {
  for (int Id : Ids) {
    co_await Buffer.produce(Id);
    On.spawn(save(Id));
  }
}
void from_a_function(coro::io_scheduler &On, const std::vector<int> &Ids) {
  for (std::size_t I = 0; I < Ids.size(); ++I)
    On.spawn(save(Ids[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'spawn' starts a task for each element of 'Ids'
}
coro::task<void> group_of_all(std::unique_ptr<Pool> &On, const std::map<int, int> &Owners) {
  coro::task_group<Pool> Group(On);
  for (const auto &[Id, Owner] : Owners) {
    (void)Group.start(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'start' starts a task for each element of 'Owners'
    (void)Group.start(save(Owner));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'start' starts a task for each element of 'Owners'
  }
  co_await Group;
}
coro::task<void> container_of_all(std::shared_ptr<Pool> On, const std::vector<int> &Ids) {
  coro::task_container<Pool> All(On);
  for (int Id : Ids)
    All.start(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'start' starts a task for each element of 'Ids'
  co_await All.garbage_collect_and_yield_until_empty();
}
// These run already when when_all gets them.
coro::task<void> joined_later(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  std::vector<coro::task<void>> Ends;
  for (int Id : Ids)
    Ends.push_back(On->spawn_joinable(save(Id)));
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'spawn_joinable' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: acquire a 'coro::semaphore'
  co_await coro::when_all(std::move(Ends));
}
coro::task<void> made_before(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  std::vector<coro::task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: note: the tasks are made here
  for (auto &Task : Tasks)
    On->spawn_detached(std::move(Task));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'spawn_detached' runs a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: acquire a 'coro::semaphore'
  co_return;
}

// Silent: a number that is written down, or that of the workers.
coro::task<void> spawns_few(std::unique_ptr<Pool> &On) {
  for (int Id : {1, 2, 3})
    On->spawn_detached(save(Id));
  for (int Id = 0; Id < 4; ++Id)
    On->spawn_detached(save(Id));
  co_return;
}
coro::task<void> spawns_workers(std::unique_ptr<Pool> &On, int Count) {
  for (std::size_t I = 0; I < On->thread_count(); ++I)
    On->spawn_detached(save(I));
  for (int I = 0; I < Count; ++I)
    On->spawn_detached(work());
  co_return;
}
coro::task<void> one_for_each_pool(std::vector<std::unique_ptr<Pool>> &Pools, const std::vector<Pool *> &Others,
                                   const std::map<int, std::shared_ptr<coro::scheduler>> &Named) {
  for (auto &On : Pools)
    On->spawn_detached(save_on(*On, 1));
  for (Pool *On : Others)
    (void)On->spawn_detached(save_on(*On, 1));
  for (std::size_t I = 0; I < Pools.size(); ++I)
    Pools[I]->spawn_detached(save_on(*Pools[I], 1));
  for (auto &[Name, On] : Named)
    On->spawn_detached(save(Name));
  co_return;
}
// Who comes decides.
struct Server {
  coro::task<int> accept();
  bool closed();
};
coro::task<void> serves(std::unique_ptr<Pool> &On, Server &From, int Count) {
  for (;;)
    On->spawn_detached(save(co_await From.accept()));
  while (!From.closed())
    On->spawn_detached(save(co_await From.accept()));
  for (int I = 0; I < Count; ++I)
    On->spawn_detached(save(co_await From.accept()));
}
// Each task waits for its turn, or each round does.
coro::task<void> save_in_turn(int Id) {
  (void)co_await Slots.acquire();
  co_await save(Id);
  co_await Slots.release();
}
coro::task<void> held_down_in_tasks(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  for (int Id : Ids)
    On->spawn_detached(save_in_turn(Id));
  co_return;
}
coro::task<void> held_down_in_rounds(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  for (int Id : Ids) {
    (void)co_await Slots.acquire();
    On->spawn_detached(save(Id));
  }
}
coro::task<void> counts_them(std::unique_ptr<Pool> &On, const std::vector<int> &Ids, int &Running, std::size_t Most) {
  std::size_t Started = 0;
  for (int Id : Ids) {
    while (Running >= 20)
      co_await On->yield();
    On->spawn_detached(save(Id));
  }
  for (int Id : Ids) {
    On->spawn_detached(save(Id));
    if (++Started % Most == 0)
      co_await work();
  }
}
// What is started is waited for, in each round or when there are many.
class Saver {
public:
  coro::task<void> all(const std::vector<int> &Ids) {
    for (int Id : Ids) {
      (void)Group.start(save(Id));
      if (Group.size() > 32)
        co_await Group;
    }
  }
  coro::task<void> by_turns(const std::vector<int> &Ids) {
    for (int Id : Ids) {
      coro::task_group<Pool> Own(On);
      (void)Own.start(save(Id));
      (void)Own.start(save(-Id));
      co_await Own;
    }
  }
  coro::task<void> local(const std::vector<int> &Ids) {
    coro::task_group<Pool> Own(On);
    for (int Id : Ids) {
      (void)Own.start(save(Id));
      co_await Own;
    }
  }

private:
  std::unique_ptr<Pool> On;
  coro::task_group<Pool> Group{On};
};
coro::task<void> joins_each(std::unique_ptr<Pool> &On, const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await On->spawn_joinable(save(Id));
  for (int Id : Ids) {
    auto End = On->spawn_joinable(save(Id));
    co_await work();
    co_await End;
  }
  for (int Id : Ids)
    co_await coro::when_all(On->spawn_joinable(save(Id)), On->spawn_joinable(save(-Id)));
  std::deque<coro::task<void>> Last;
  for (int Id : Ids) {
    auto End = On->spawn_joinable(save(Id));
    Last.push_back(std::move(End));
    if (Last.size() >= 8) {
      co_await Last.front();
      Last.pop_front();
    }
  }
}
// Who made them decides.
coro::task<void> given(std::unique_ptr<Pool> &On, std::vector<coro::task<void>> Tasks) {
  for (auto &Task : Tasks)
    On->spawn_detached(std::move(Task));
  co_return;
}
// Services end, as many as there are.
struct Service {
  coro::task<void> stop();
};
coro::task<void> stops(std::unique_ptr<Pool> &On, const std::vector<Service *> &Services) {
  for (Service *One : Services)
    On->spawn_detached(One->stop());
  co_return;
}
template <typename Range>
void given_as_range(coro::task_group<Pool> &Group, Range Tasks) {
  for (auto &Task : Tasks)
    (void)Group.start(std::move(Task));
  for (auto &&Task : Tasks)
    (void)Group.start(std::forward<coro::task<void>>(Task));
}
void gives_range(coro::task_group<Pool> &Group, std::vector<coro::task<void>> Tasks) {
  given_as_range(Group, std::move(Tasks));
}

// Who made the tasks has decided how many there are.
coro::task<void> add_to(coro::task<int> Task, int &Sum) {
  Sum += co_await Task;
}
coro::task<int> given(std::vector<coro::task<int>> Given) {
  int Sum = 0;
  std::vector<coro::task<void>> Tasks;
  for (auto &&Task : Given)
    Tasks.push_back(add_to(std::move(Task), Sum));
  co_await coro::when_all(std::move(Tasks));
  co_return Sum;
}
coro::task<int> given_by_index(std::vector<coro::task<int>> &Given) {
  int Sum = 0;
  std::vector<coro::task<void>> Tasks;
  for (std::size_t I = 0; I < Given.size(); ++I)
    Tasks.push_back(add_to(std::move(Given[I]), Sum));
  co_await coro::when_all(std::move(Tasks));
  co_return Sum;
}
// Here it is this function.
void made_and_wrapped(std::vector<int> Ids) {
  int Sum = 0;
  std::vector<coro::task<int>> Made;
  for (int Id : Ids)
    Made.push_back(load(Id));
  std::vector<coro::task<void>> Tasks;
  for (auto &Task : Made)
    Tasks.push_back(add_to(std::move(Task), Sum));
  coro::sync_wait(coro::when_all(std::move(Tasks)));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'when_all' runs a task for each element of 'Made'
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: acquire a 'coro::semaphore'
}
