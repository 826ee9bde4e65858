// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

// CHECK-FIXES-NOTES: #include <coroutine>
// CHECK-FIXES-NOTES: #include <exception>
// CHECK-FIXES-NOTES: #include <memory>
// CHECK-FIXES-NOTES: #include <type_traits>
#include <memory>
#include <utility>
#include <vector>
#include <wil/coroutine.h>

wil::task<> save(int Id);

wil::task<> each(std::vector<int> Ids) {
  std::vector<wil::task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:12: note: the loop can wait until fewer than 10 run; the loop goes on where the task has ended, unless that is a 'wil::com_task'
    // CHECK-FIXES-NOTES: for (int Id : Ids) {
    // CHECK-FIXES-NOTES-NEXT: if (Saving.size() >= 10) {
    // CHECK-FIXES-NOTES-NEXT: auto &oldest = Saving[Saving.size() - 10];
    // CHECK-FIXES-NOTES-NEXT: std::exception_ptr failed;
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await std::move(oldest);
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: failed = std::current_exception();
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: oldest = [](std::exception_ptr error) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NOTES-NEXT: if (error)
    // CHECK-FIXES-NOTES-NEXT: std::rethrow_exception(error);
    // CHECK-FIXES-NOTES-NEXT: co_return;
    // CHECK-FIXES-NOTES-NEXT: }(failed);
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: Saving.push_back(save(Id));
  for (auto &Task : Saving)
    co_await std::move(Task);
}

wil::com_task<std::unique_ptr<int>> load(int Id);
wil::com_task<int> sum(std::vector<int> Ids) {
  std::vector<wil::com_task<std::unique_ptr<int>>> Saving;
  for (int Id : Ids)
    Saving.push_back(load(Id));
    // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:12: note: the loop can wait until fewer than 10 run; the loop goes on where the task has ended, unless that is a 'wil::com_task'
    // CHECK-FIXES-NOTES: for (int Id : Ids) {
    // CHECK-FIXES-NOTES-NEXT: if (Saving.size() >= 10) {
    // CHECK-FIXES-NOTES-NEXT: auto &oldest = Saving[Saving.size() - 10];
    // CHECK-FIXES-NOTES-NEXT: std::exception_ptr failed;
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: oldest = [](auto value) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NOTES-NEXT: co_return std::move(value);
    // CHECK-FIXES-NOTES-NEXT: }(co_await std::move(oldest));
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: failed = std::current_exception();
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: if (failed)
    // CHECK-FIXES-NOTES-NEXT: oldest = [](std::exception_ptr error) -> std::decay_t<decltype(oldest)> {
    // CHECK-FIXES-NOTES-NEXT: co_await std::suspend_never();
    // CHECK-FIXES-NOTES-NEXT: std::rethrow_exception(error);
    // CHECK-FIXES-NOTES-NEXT: }(failed);
    // CHECK-FIXES-NOTES-NEXT: }
  int Sum = 0;
  for (auto &Task : Saving)
    Sum += *co_await std::move(Task);
  co_return Sum;
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
