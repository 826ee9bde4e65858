// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

// CHECK-FIXES-DAG: #include <memory>
// CHECK-FIXES-DAG: #include <tmc/semaphore.hpp>
// CHECK-FIXES-DAG: #include <utility>
#include <array>
#include <tmc/all_headers.hpp>
#include <vector>

using tmc::task;

task<void> save(int Id);

task<void> all_at_once(const std::vector<int> &Ids) {
  std::vector<task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await tmc::spawn_many(Tasks);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'spawn_many' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-FIXES: tmc::semaphore limit(10);
  // CHECK-FIXES-NEXT: for (auto &waiting : Tasks)
  // CHECK-FIXES-NEXT: waiting = [](auto &gate, auto task) -> decltype(task) {
  // CHECK-FIXES-NEXT: auto slot = co_await gate.acquire_scope();
  // CHECK-FIXES-NEXT: co_return co_await std::move(task);
  // CHECK-FIXES-NEXT: }(limit, std::move(waiting));
  // CHECK-FIXES-NEXT: co_await tmc::spawn_many(Tasks);
}

// Each with its own name; 'limit' is one of somebody else.
extern int limit;
task<int> load(int Id);
task<int> twice(const std::vector<int> &Ids) {
  std::vector<task<int>> Tasks, Others;
  for (int Id : Ids) {
    Tasks.push_back(load(Id + limit));
    Others.push_back(load(-Id));
  }
  auto First = co_await tmc::spawn_many(Tasks);
  // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'spawn_many' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-5]]:11: note: the tasks are made here
  // CHECK-FIXES: tmc::semaphore limit2(10);
  // CHECK-FIXES-NEXT: for (auto &waiting : Tasks)
  // CHECK-FIXES: }(limit2, std::move(waiting));
  auto Second = co_await tmc::spawn_many(Others);
  // CHECK-NOTES: :[[@LINE-1]]:26: warning: 'spawn_many' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-10]]:12: note: the tasks are made here
  // CHECK-FIXES: tmc::semaphore limit3(10);
  // CHECK-FIXES-NEXT: for (auto &waiting : Others)
  // CHECK-FIXES: }(limit3, std::move(waiting));
  co_return First.front() + Second.front();
}
// Forked, the tasks outlive the semaphore.
task<void> forked(const std::vector<int> &Ids) {
  std::vector<task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  auto Running = tmc::spawn_many(Tasks).fork();
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'spawn_many' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-3]]:11: note: the tasks are made here
  // CHECK-NOTES: :[[@LINE-3]]:18: note: not fixed: make a 'tmc::semaphore' of 10, and begin each task with 'auto slot = co_await gate.acquire_scope();'
  co_await std::move(Running);
}

task<void> posts_each(tmc::ex_cpu &Cpu, const std::vector<int> &Ids) {
  for (int Id : Ids)
    tmc::post(Cpu, save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'post' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: const auto limit = std::make_shared<tmc::semaphore>(10);
    // CHECK-FIXES: tmc::post(Cpu, [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES-NEXT: auto slot = co_await gate->acquire_scope();
    // CHECK-FIXES-NEXT: co_return co_await std::move(task);
    // CHECK-FIXES-NEXT: }(limit, save(Id)));
  co_return;
}

// --- Silent ------------------------------------------------------------------

task<void> four() {
  std::array<task<void>, 4> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks[I] = save(I);
  co_await tmc::spawn_many(Tasks);
}

task<void> gated(const std::vector<int> &Ids) {
  tmc::semaphore Gate(8);
  std::vector<task<void>> Tasks;
  for (int Id : Ids)
    Tasks.push_back([](tmc::semaphore &Gate, int Id) -> task<void> {
      auto Slot = co_await Gate.acquire_scope();
      co_await save(Id);
    }(Gate, Id));
  co_await tmc::spawn_many(Tasks);
}

task<void> pair() { co_await tmc::spawn_tuple(save(1), save(2)); }

// As many as there are executors.
task<int> serve(int Port);
void on_each(std::vector<tmc::ex_cpu> &Executors) {
  std::vector<std::future<int>> Ends;
  for (std::size_t I = 0; I < Executors.size(); ++I)
    Ends.push_back(tmc::post_waitable(Executors[I], serve(8080)));
  for (auto &Executor : Executors)
    Ends.push_back(tmc::post_waitable(Executor, serve(8081)));
  for (tmc::ex_cpu &Executor : Executors)
    tmc::post(Executor, serve(8082));
}
void in_turn(std::vector<tmc::ex_cpu> &Executors, const std::vector<int> &Ports) {
  std::vector<std::future<int>> Ends;
  for (std::size_t I = 0; I < Ports.size(); ++I)
    Ends.push_back(tmc::post_waitable(Executors[I % 4], serve(Ports[I])));
    // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'post_waitable' starts a task for each element of 'Ports', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: Ends.push_back(tmc::post_waitable(Executors[I % 4], [](auto gate, auto task) -> decltype(task) {
    // CHECK-FIXES: }(limit, serve(Ports[I]))));
}
