// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

#include <pplawait.h>
#include <vector>

using concurrency::task;

task<void> save(int Id);
void work(int Id);

task<void> each(std::vector<int> Ids) {
  std::vector<task<void>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Saving.size() >= 10) co_await Saving[Saving.size() - 10].then([](decltype(Saving)::value_type) {});
    // CHECK-FIXES-NEXT: Saving.push_back(save(Id));
    // CHECK-FIXES-NEXT: }
  co_await concurrency::when_all(Saving.begin(), Saving.end());
}

// --- Silent ------------------------------------------------------------------

// The pool runs as many as it has threads.
task<void> pooled(std::vector<int> Ids) {
  std::vector<task<void>> Working;
  for (int Id : Ids)
    Working.push_back(concurrency::create_task([Id] { work(Id); }));
  co_await concurrency::when_all(Working.begin(), Working.end());
}
task<void> one_by_one(std::vector<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
task<void> few() {
  std::vector<task<void>> Saving;
  for (int Id : {1, 2, 3})
    Saving.push_back(save(Id));
  co_await concurrency::when_all(Saving.begin(), Saving.end());
}
