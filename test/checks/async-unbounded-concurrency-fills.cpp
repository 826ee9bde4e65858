// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

// However tasks are put into a container, by whatever loop.

#include <algorithm>
#include <array>
#include <concurrencpp/concurrencpp.h>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <deque>
#include <forward_list>
#include <future>
#include <iterator>
#include <list>
#include <map>
#include <queue>
#include <ranges>
#include <thread>
#include <vector>

using concurrencpp::result;
using cppcoro::task;

result<void> save(int Id); // Eager.
task<> load(int Id);       // Lazy.
int run(int Id);
int worker();

template <typename T> struct List {
  using value_type = T;
  T *begin();
  T *end();
  int size() const;
  void append(T);
  void prepend(T);
  List &operator+=(T);
  List &operator<<(T);
};

// --- Eager tasks, reported where they are put in -------------------------------

void inserted(const std::vector<int> &Ids) {
  std::vector<result<void>> A;
  for (int Id : Ids)
    A.insert(A.end(), save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
  for (int Id : Ids)
    A.insert(A.begin(), save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.emplace(A.end(), save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'emplace' starts a task for each element of 'Ids'
}
void in_front(const std::vector<int> &Ids) {
  std::deque<result<void>> A;
  for (int Id : Ids)
    A.push_front(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'push_front' starts a task for each element of 'Ids'
  std::list<result<void>> B;
  for (int Id : Ids)
    B.emplace_front(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'emplace_front' starts a task for each element of 'Ids'
  std::forward_list<result<void>> C;
  for (int Id : Ids)
    C.insert_after(C.before_begin(), save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert_after' starts a task for each element of 'Ids'
}
void queued(const std::vector<int> &Ids) {
  std::queue<result<void>> A;
  for (int Id : Ids)
    A.push(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'push' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.emplace(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'emplace' starts a task for each element of 'Ids'
}
void mapped(const std::vector<int> &Ids) {
  std::map<int, result<void>> A;
  for (int Id : Ids)
    A.emplace(Id, save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'emplace' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.insert({Id, save(Id)});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.insert(std::make_pair(Id, save(Id)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.try_emplace(Id, save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'try_emplace' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.insert_or_assign(Id, save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert_or_assign' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A[Id] = save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'save' starts a task for each element of 'Ids'
  for (int Id : Ids) {
    const int Key = Id * 2;
    A[Key] = save(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'save' starts a task for each element of 'Ids'
  }
}
void assigned(const std::vector<int> &Ids, unsigned N) {
  std::vector<result<void>> A(N);
  for (unsigned I = 0; I < N; ++I)
    A[I] = save(static_cast<int>(I));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'save' starts a task for each round of a loop
  for (unsigned I = 0; I < Ids.size(); ++I)
    A.at(I) = save(Ids[I]);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'save' starts a task for each element of 'Ids'
  unsigned K = 0;
  for (int Id : Ids)
    A[K++] = save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'save' starts a task for each element of 'Ids'
  K = 0;
  for (int Id : Ids) {
    A[K] = save(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'save' starts a task for each element of 'Ids'
    ++K;
  }
  auto It = A.begin();
  for (int Id : Ids)
    *It++ = save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'save' starts a task for each element of 'Ids'
}
void by_operator(const std::vector<int> &Ids) {
  List<result<void>> A;
  for (int Id : Ids)
    A += save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'save' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A << save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'save' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.append(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'append' starts a task for each element of 'Ids'
  for (int Id : Ids)
    A.prepend(save(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'prepend' starts a task for each element of 'Ids'
}
void by_inserter(const std::vector<int> &Ids) {
  std::vector<result<void>> A;
  auto Out = std::back_inserter(A);
  for (int Id : Ids)
    *Out++ = save(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'save' starts a task for each element of 'Ids'
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(A), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'transform' starts a task for each element of 'Ids'
  std::ranges::transform(Ids, std::inserter(A, A.end()),
                         [](int Id) { return save(Id); });
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'transform' starts a task for each element of 'Ids'
}
void threads(const std::vector<int> &Ids) {
  std::vector<std::thread> A(Ids.size());
  for (std::size_t I = 0; I < Ids.size(); ++I)
    A[I] = std::thread(run, Ids[I]);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'thread' starts a task for each element of 'Ids'
  std::map<int, std::thread> B;
  for (int Id : Ids)
    B.emplace(Id, std::thread(run, Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'emplace' starts a task for each element of 'Ids'
}
void futures(const std::vector<int> &Ids) {
  std::list<std::future<int>> A;
  for (int Id : Ids)
    // No index finds the tenth last of a list.
    A.push_back(std::async(std::launch::async, run, Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'async' starts a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: let 10 threads take the elements one after the other
  std::vector<std::future<int>> B;
  for (int Id : Ids)
    B.insert(B.begin(), std::async(std::launch::async, run, Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' starts a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: not fixed: let 10 threads
  std::vector<std::future<int>> C;
  for (int Id : Ids)
    C.insert(C.end(), std::async(std::launch::async, run, Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Ids'
    // CHECK-FIXES: if (C.size() >= 10) C[C.size() - 10].wait();
    // CHECK-FIXES: C.insert(C.end(), std::async(std::launch::async, run, Id));
  std::map<int, std::future<int>> D;
  for (int Id : Ids)
    D[Id] = std::async(std::launch::async, run, Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'async' starts a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: let 10 threads
  std::queue<std::future<int>> E;
  for (int Id : Ids)
    E.push(std::async(std::launch::async, run, Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' starts a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: let 10 threads
  std::vector<std::future<int>> F(Ids.size());
  for (std::size_t I = 0; I < Ids.size(); ++I)
    F[I] = std::async(std::launch::async, run, Ids[I]);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' starts a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: let 10 threads
}

// --- Lazy tasks, reported where they are awaited -------------------------------

task<> lazy_inserted(const std::vector<int> &Ids) {
  std::vector<task<>> A;
  for (int Id : Ids)
    A.insert(A.end(), load(Id));
  co_await cppcoro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the tasks are made here
}
task<> lazy_assigned(const std::vector<int> &Ids) {
  std::vector<task<>> A(Ids.size());
  for (std::size_t I = 0; I < Ids.size(); ++I)
    A[I] = load(Ids[I]);
  co_await cppcoro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
}
task<> lazy_by_iterator(const std::vector<int> &Ids) {
  std::vector<task<>> A(Ids.size());
  auto It = A.begin();
  for (int Id : Ids)
    *It++ = load(Id);
  co_await cppcoro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
}
task<> lazy_by_inserter(const std::vector<int> &Ids) {
  std::vector<task<>> A;
  auto Out = std::back_inserter(A);
  for (int Id : Ids)
    *Out++ = load(Id);
  co_await cppcoro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
  std::vector<task<>> B;
  std::transform(Ids.begin(), Ids.end(), std::inserter(B, B.begin()), load);
  co_await cppcoro::when_all(std::move(B));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task for each element of 'Ids'
}

// --- Silent: few, or in the place of an earlier one ----------------------------

void few() {
  std::vector<result<void>> A;
  for (int Id : {1, 2, 3})
    A.insert(A.end(), save(Id));
  std::array<result<void>, 4> B;
  for (unsigned I = 0; I < B.size(); ++I)
    B[I] = save(static_cast<int>(I));
  std::queue<result<void>> C;
  for (int I = 0; I < 8; ++I)
    C.push(save(I));
}
void ring(const std::vector<int> &Ids) {
  std::vector<result<void>> A(8);
  for (std::size_t I = 0; I < Ids.size(); ++I)
    A[I % 8] = save(Ids[I]);
  for (std::size_t I = 0; I < Ids.size(); ++I)
    A[I & 7] = save(Ids[I]);
  std::vector<std::future<int>> B(8);
  for (std::size_t I = 0; I < Ids.size(); ++I)
    B[I % B.size()] = std::async(std::launch::async, run, Ids[I]);
}
void one_place(const std::vector<int> &Ids, int Key) {
  std::map<int, std::future<int>> A;
  for (int Id : Ids)
    A[Key] = std::async(std::launch::async, run, Id);
  std::vector<std::future<int>> B(1);
  for (int Id : Ids)
    B.front() = std::async(std::launch::async, run, Id);
  for (int Id : Ids)
    B[0] = std::async(std::launch::async, run, Id);
}
void window(const std::vector<int> &Ids) {
  std::queue<std::future<int>> A;
  for (int Id : Ids) {
    if (A.size() >= 8) {
      A.front().get();
      A.pop();
    }
    A.push(std::async(std::launch::async, run, Id));
  }
  std::deque<std::future<int>> B;
  for (int Id : Ids) {
    while (B.size() >= 8)
      B.pop_back();
    B.push_front(std::async(std::launch::async, run, Id));
  }
}
void workers(unsigned N) {
  std::vector<std::thread> A(N);
  for (unsigned I = 0; I < N; ++I)
    A[I] = std::thread(worker);
  std::map<unsigned, std::thread> B;
  for (unsigned I = 0; I < N; ++I)
    B[I] = std::thread(worker);
}
// Made before.
void moved(std::vector<result<void>> &Given) {
  std::map<int, result<void>> A;
  int K = 0;
  for (auto &One : Given)
    A.emplace(K++, std::move(One));
  std::queue<result<void>> B;
  for (auto &One : Given)
    B.push(std::move(One));
  std::vector<result<void>> C(Given.size());
  for (std::size_t I = 0; I < Given.size(); ++I)
    C[I] = std::move(Given[I]);
}
// No container: what it does with them is its own affair.
struct Limited {
  void insert(result<void>);
  void push(result<void>);
  void append(result<void>);
  Limited &operator+=(result<void>);
};
void to_others(const std::vector<int> &Ids) {
  Limited A;
  for (int Id : Ids) {
    A.insert(save(Id));
    A.push(save(Id));
    A.append(save(Id));
    A += save(Id);
  }
}
task<> lazy_ring(const std::vector<int> &Ids) {
  std::vector<task<>> A(4);
  for (std::size_t I = 0; I < Ids.size(); ++I)
    A[I % 4] = load(Ids[I]);
  co_await cppcoro::when_all(std::move(A));
}
task<> lazy_few() {
  std::vector<task<>> A(3);
  for (int I = 0; I < 3; ++I)
    A[I] = load(I);
  co_await cppcoro::when_all(std::move(A));
}
