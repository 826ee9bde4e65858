// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

#include <utility>
#include <vector>
#include <wil/coroutine.h>

wil::task<> save(int Id);

wil::task<> each(std::vector<int> Ids) {
  std::vector<wil::task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: keep them in a container, and 'co_await' the oldest one before another one begins while it has 10
  for (auto &Task : Saving)
    co_await std::move(Task);
}

// --- Silent ------------------------------------------------------------------

wil::task<> one_by_one(std::vector<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
wil::task<> few() {
  std::vector<wil::task<>> Saving;
  for (int Id : {1, 2, 3})
    Saving.push_back(save(Id));
  for (auto &Task : Saving)
    co_await std::move(Task);
}
