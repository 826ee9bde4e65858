// RUN: %check %s async-unbounded-concurrency %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_io.yaml}}" -- -I %S/Inputs

// Why what runs a task for each element is left as it is.

#include "home_io.h"

using home::io_task;

io_task<int> load(int Id);
home::eager<int> start(int Id);

io_task<> noOtherForm(const std::vector<int> &Ids) {
  co_await home::each(Ids, load);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'each' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: its library has no form with a limit
}

io_task<> written(const std::vector<int> &Ids) {
  co_await home::every<const std::vector<int> &>(Ids, load);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'every' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: its template arguments are written
}

io_task<> notDeclared(const std::vector<int> &Ids) {
  co_await home::every(Ids, load);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'every' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'home::every_windowed' is not declared
}

io_task<> inAVariable(const std::vector<int> &Ids) {
  home::each_of Each(Ids, load);
  co_await Each;
  home::each_of Other{Ids, load};
  co_await Other;
  co_await home::each_of{Ids, load};
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'each_of' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: 'home::each_of_windowed' is not declared
}

template <typename T> io_task<> ofAnyType(const std::vector<T> &Ids) {
  co_await home::every(Ids, load);
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'every' runs a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: it depends on a template parameter
}
template io_task<> ofAnyType(const std::vector<int> &);

io_task<> unnamed(home::eager<int> (*Starts[3])(int), const std::vector<int> &Ids) {
  std::vector<home::eager<int>> Started;
  for (int Id : Ids)
    Started.push_back(Starts[Id % 3](Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: how to hold them down is for you to decide
  for (int Id : Ids)
    Started.push_back((*Starts)(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: how to hold them down is for you to decide
  for (int Id : Ids)
    Started.push_back((Id ? start : Starts[0])(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: how to hold them down is for you to decide
  for (auto &Each : Started)
    co_await Each;
}

// --- Silent ---------------------------------------------------------------

io_task<> bounded() {
  const int Few[] = {1, 2, 3};
  co_await home::each(Few, load);
  co_await home::every(std::vector<int>{1, 2}, load);
}

io_task<> oneAfterTheOther(const std::vector<int> &Ids) {
  for (int Id : Ids)
    co_await load(Id);
}
