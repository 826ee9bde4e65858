// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

#include <vector>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;

IAsyncAction save(int Id);

IAsyncAction each(std::vector<int> Ids) {
  std::vector<IAsyncAction> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: keep them in a container, and 'co_await' the oldest one before another one begins while it has 10
  for (auto &Action : Saving)
    co_await Action;
}

// --- Silent ------------------------------------------------------------------

IAsyncAction one_by_one(std::vector<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
IAsyncAction few() {
  std::vector<IAsyncAction> Saving;
  for (int Id : {1, 2, 3})
    Saving.push_back(save(Id));
  for (auto &Action : Saving)
    co_await Action;
}
IAsyncAction together() { co_await winrt::when_all(save(1), save(2)); }
IAsyncAction moved(std::vector<IAsyncAction> Given) {
  std::vector<IAsyncAction> Saving;
  for (auto &Action : Given)
    Saving.push_back(Action);
  for (auto &Action : Saving)
    co_await Action;
}
