// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

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
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'collectAllWindowedPara(10, false, ...)' does the same in groups of 10; its namesake 'collectAllWindowed' would run the tasks on several threads
}
Lazy<> each_in_parallel(const std::vector<int> &Ids) {
  std::vector<Lazy<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await coro::collectAllPara(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAllPara' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: 'collectAllWindowed(10, false, ...)' does the same in groups of 10; its namesake 'collectAllWindowedPara' would run all tasks on one thread
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
