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
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: acquire a 'coro::semaphore' that starts with 4 at the begin of each task, and release it at its end
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
