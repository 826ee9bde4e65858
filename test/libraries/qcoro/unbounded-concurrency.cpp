// RUN: %check %s async-unbounded-concurrency %t -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoroTask>
#include <QList>
#include <QString>
#include <vector>

using QCoro::Task;

Task<> save(int Id);
Task<int> load(int Id);

Task<> each(QList<int> Ids) {
  std::vector<Task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Saving.size() >= 10)
    // CHECK-FIXES-NEXT: try {
    // CHECK-FIXES-NEXT: co_await Saving[Saving.size() - 10];
    // CHECK-FIXES-NEXT: } catch (...) {
    // CHECK-FIXES-NEXT: // Thrown again where it is awaited.
    // CHECK-FIXES-NEXT: }
    // CHECK-FIXES-NEXT: Saving.push_back(save(Id));
    // CHECK-FIXES-NEXT: }
  for (auto &Task : Saving)
    co_await Task;
}

// The first 'co_await' would take the value along.
Task<QString> name(int Id);
Task<> names(QList<int> Ids) {
  std::vector<Task<QString>> Names;
  for (int Id : Ids)
    Names.push_back(name(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: keep them in a container
  for (auto &Name : Names)
    co_await Name;
}

// --- Silent ------------------------------------------------------------------

Task<> one_by_one(QList<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
Task<> few() {
  std::vector<Task<>> Saving;
  for (int Id : {1, 2, 3})
    Saving.push_back(save(Id));
  for (auto &Task : Saving)
    co_await Task;
}
