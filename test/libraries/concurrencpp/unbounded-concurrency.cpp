// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <utility>
#include <vector>

using concurrencpp::result;

result<void> save(int Id);
void work(int Id);

// --- Reported: results run from the beginning --------------------------------

result<void> each(std::vector<int> Ids) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NEXT: Results.push_back(save(Id));
    // CHECK-FIXES-NEXT: }
  for (auto &One : Results)
    co_await One;
}
// Others may change what it goes through while it waits.
result<void> referred(const std::vector<int> &Ids) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; here the caller goes on for the first time, and 'Ids' refers to what it may destroy
    // CHECK-FIXES-NOTES: for (int Id : Ids) {
    // CHECK-FIXES-NOTES-NEXT: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NOTES-NEXT: Results.push_back(save(Id));
    // CHECK-FIXES-NOTES-NEXT: }
  for (auto &One : Results)
    co_await One;
}
// A thread for each.
void threads(const std::vector<int> &Ids,
             std::shared_ptr<concurrencpp::thread_executor> Threads) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(Threads->submit([Id] { work(Id); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids'
}

// --- Silent ------------------------------------------------------------------

// The pool runs as many as it has threads.
void pool(const std::vector<int> &Ids,
          std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(Pool->submit([Id] { work(Id); }));
}
// The receiving ends of promises.
void promised(std::vector<concurrencpp::result_promise<void>> &Promises) {
  std::vector<result<void>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_result());
}
void moved(std::vector<result<void>> &Given) {
  std::vector<result<void>> Results;
  for (auto &One : Given)
    Results.push_back(std::move(One));
}
result<void> one_by_one(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await save(Id);
}

// Who waits for many locks wants to have all.
concurrencpp::result<concurrencpp::scoped_async_lock> lock(int Id);
result<void> locks(const std::vector<int> &Ids) {
  std::vector<result<concurrencpp::scoped_async_lock>> Locks;
  for (int Id : Ids)
    Locks.push_back(lock(Id));
  for (auto &One : Locks)
    (void)co_await One;
}
