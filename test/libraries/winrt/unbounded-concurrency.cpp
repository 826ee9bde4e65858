// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused

// CHECK-FIXES: #include <coroutine>
// CHECK-FIXES: #include <exception>
// CHECK-FIXES: #include <type_traits>
// CHECK-FIXES: #include <utility>
#include <vector>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncAction save(int Id);

IAsyncAction each(std::vector<int> Ids) {
  std::vector<IAsyncAction> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Saving.size() >= 10) {
    // CHECK-FIXES-NEXT: auto &oldest = Saving[Saving.size() - 10];
    // CHECK-FIXES-NEXT: std::exception_ptr failed;
    // CHECK-FIXES-NEXT: try {
    // CHECK-FIXES-NEXT: co_await oldest;
    // CHECK-FIXES-NEXT: } catch (...) {
    // CHECK-FIXES-NEXT: failed = std::current_exception();
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: oldest = [](std::exception_ptr error) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NEXT: if (error)
    // CHECK-FIXES-NEXT: std::rethrow_exception(error);
    // CHECK-FIXES-NEXT: co_return;
    // CHECK-FIXES-NEXT: }(failed);
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: Saving.push_back(save(Id));
  for (auto &Action : Saving)
    co_await Action;
}

IAsyncOperation<int> load(int Id);
IAsyncOperation<int> sum(std::vector<int> Ids) {
  std::vector<IAsyncOperation<int>> Saving;
  for (int Id : Ids)
    Saving.push_back(load(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Saving.size() >= 10) {
    // CHECK-FIXES-NEXT: auto &oldest = Saving[Saving.size() - 10];
    // CHECK-FIXES-NEXT: std::exception_ptr failed;
    // CHECK-FIXES-NEXT: try {
    // CHECK-FIXES-NEXT: oldest = [](auto value) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NEXT: co_return std::move(value);
    // CHECK-FIXES-NEXT: }(co_await oldest);
    // CHECK-FIXES-NEXT: } catch (...) {
    // CHECK-FIXES-NEXT: failed = std::current_exception();
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: if (failed)
    // CHECK-FIXES-NEXT: oldest = [](std::exception_ptr error) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NEXT: co_await std::suspend_never();
    // CHECK-FIXES-NEXT: std::rethrow_exception(error);
    // CHECK-FIXES-NEXT: }(failed);
    // CHECK-FIXES-NEXT: }
  int Sum = 0;
  for (auto &Operation : Saving)
    Sum += co_await Operation;
  co_return Sum;
}
// Its template argument is no result.
winrt::Windows::Foundation::IAsyncActionWithProgress<double> copy(int Id);
IAsyncAction copies(std::vector<int> Ids) {
  std::vector<winrt::Windows::Foundation::IAsyncActionWithProgress<double>> Copying;
  for (int Id : Ids)
    Copying.push_back(copy(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: if (Copying.size() >= 10) {
    // CHECK-FIXES-NEXT: auto &oldest = Copying[Copying.size() - 10];
    // CHECK-FIXES: co_await oldest;
  for (auto &Action : Copying)
    co_await Action;
}
// Not in a coroutine, nor in an order that tells which is the oldest.
void started(std::vector<int> Ids) {
  std::vector<IAsyncAction> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: keep them in a container, and 'co_await' the oldest one before another one begins while it has 10
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
