// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused

// What a loop reads again and again, once it waits between its rounds.

#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using concurrencpp::result;

result<void> save(int Id);
result<void> store(std::string Name);
result<void> add(int Id, int &Total);
result<void> fill(std::vector<int> &Ids);
struct client {
  result<void> get(int Id);
  int next() const;
  int Port;
  client *Next;
};

// --- Fixed: all of it is the loop's own --------------------------------------

constexpr int Base = 100;
const int Shift = 3;

concurrencpp::lazy_result<void> own(std::vector<int> Ids, client &On, std::shared_ptr<client> Other, int Scale) {
  std::vector<result<void>> Results;
  Results.reserve(Ids.size());
  for (std::size_t I = 0; I < Ids.size(); ++I) {
    int Id = Ids[I] * Scale + Base + Shift;
    if (Id < 0)
      continue;
    if (Id == Base)
      break;
    ++Ids[I];
    Results.push_back(On.get(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NEXT: Results.push_back(On.get(Id));
  }
  for (auto &One : Results)
    if (Scale)
      co_await One;
}
result<void> elements(std::vector<std::string> Names) {
  std::vector<result<void>> Results;
  for (const std::string &Name : Names)
    Results.push_back(store(Name));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Names', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (const std::string &Name : Names) {
    // CHECK-FIXES-NEXT: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NEXT: Results.push_back(store(Name));
  for (auto &One : Results)
    co_await One;
}
result<void> nested(std::vector<std::pair<int, std::vector<int>>> Groups) {
  std::vector<result<void>> Results;
  for (const auto &[Owner, Group] : Groups)
    for (int Id : Group)
      try {
        Results.push_back(save(Id + Owner));
        // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'push_back' starts a task for each element of 'Group', with no limit on how many run at the same time [async-unbounded-concurrency]
        // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
        // CHECK-FIXES-NEXT: Results.push_back(save(Id + Owner));
      } catch (const std::exception &) {
        co_return;
      }
  for (auto &One : Results)
    co_await One;
}
result<void> iterated(std::vector<int> Ids) {
  std::vector<result<void>> Results;
  for (auto It = Ids.begin(); It != Ids.end(); ++It)
    Results.push_back(save(*It));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (auto It = Ids.begin(); It != Ids.end(); ++It) {
    // CHECK-FIXES-NEXT: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NEXT: Results.push_back(save(*It));
  for (auto &One : Results)
    co_await One;
}

// --- On a note: it is others', too -------------------------------------------

int Offset;

result<void> global(std::vector<int> Ids) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id + Offset));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'Offset' meanwhile
    // CHECK-FIXES-NOTES: if (Results.size() >= 10) Results[Results.size() - 10] = co_await Results[Results.size() - 10].resolve();
    // CHECK-FIXES-NOTES-NEXT: Results.push_back(save(Id + Offset));
  for (auto &One : Results)
    co_await One;
}
concurrencpp::lazy_result<void> behind_a_pointer(std::vector<int> Ids, client *On) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id + On->Port));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'On->Port' meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(save(Id + On->Port));
  for (auto &One : Results)
    co_await One;
}
concurrencpp::lazy_result<void> far_behind(std::vector<int> Ids, client *On) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id + On->Next->Next->Next->Next->Next->Next->Port));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change what its rounds read meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(save(Id + On->Next->Next->Next->Next->Next->Next->Port));
  for (auto &One : Results)
    co_await One;
}
concurrencpp::lazy_result<void> asked(std::vector<int> Ids, client &On) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id + On.next()));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'On' meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(save(Id + On.next()));
  for (auto &One : Results)
    co_await One;
}
concurrencpp::lazy_result<void> referred(std::vector<int> Ids, const std::string &Name) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(store(Id ? Name : ""));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'Name' meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(store(Id ? Name : ""));
  for (auto &One : Results)
    co_await One;
}
// The tasks write it.
result<void> lent(std::vector<int> Ids) {
  std::vector<result<void>> Results;
  int Total = 0;
  for (int Id : Ids) {
    if (Total > 1000)
      break;
    Results.push_back(add(Id, Total));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'Total' meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(add(Id, Total));
  }
  for (auto &One : Results)
    co_await One;
}
result<void> filled_meanwhile() {
  std::vector<int> Ids;
  auto Filling = fill(Ids);
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Results.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: the loop can wait until fewer than 10 run; others could change 'Ids' meanwhile
    // CHECK-FIXES-NOTES: Results.push_back(save(Id));
  for (auto &One : Results)
    co_await One;
  co_await Filling;
}
class Saver {
  // It begins at once, and its caller may destroy the object when it waits.
  result<void> all(std::vector<int> Ids) {
    std::vector<result<void>> Results;
    for (int Id : Ids)
      Results.push_back(save(Id + Scale));
      // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
      // CHECK-NOTES: :[[@LINE-2]]:15: note: the loop can wait until fewer than 10 run; here the caller goes on for the first time, and may destroy the object, which is used after this
      // CHECK-FIXES-NOTES: Results.push_back(save(Id + Scale));
    for (auto &One : Results)
      co_await One;
  }
  concurrencpp::lazy_result<void> of_members() {
    std::vector<result<void>> Results;
    for (int Id : Ids)
      Results.push_back(save(Id));
      // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
      // CHECK-NOTES: :[[@LINE-2]]:15: note: the loop can wait until fewer than 10 run; 'Ids' is referred into before and after this, and others may change it while the coroutine is suspended
      // CHECK-FIXES-NOTES: Results.push_back(save(Id));
    for (auto &One : Results)
      co_await One;
  }
  int Scale;
  std::vector<int> Ids;
};
void in_a_lambda(std::vector<int> Ids) {
  auto All = [Ids]() -> concurrencpp::lazy_result<void> {
    std::vector<result<void>> Results;
    for (int Id : Ids)
      Results.push_back(save(Id));
      // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
      // CHECK-NOTES: :[[@LINE-2]]:15: note: the loop can wait until fewer than 10 run; others could change 'Ids' meanwhile
      // CHECK-FIXES-NOTES: Results.push_back(save(Id));
    for (auto &One : Results)
      co_await One;
  };
}

// --- Not fixed -----------------------------------------------------------------

result<void> perhaps(std::vector<int> Ids) {
  std::vector<result<void>> Results;
  for (int Id : Ids)
    Id ? Results.push_back(save(Id)) : void();
    // CHECK-NOTES: :[[@LINE-1]]:18: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:18: note: not fixed: keep them in a container, and 'co_await' the 'resolve()' of the oldest one before another one begins while it has 10
  for (auto &One : Results)
    co_await One;
}
template <typename T> result<void> of_any(std::vector<T> Ids) {
  std::vector<result<void>> Results;
  for (const T &Id : Ids)
    Results.push_back(save(Id));
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: it depends on a template parameter
  for (auto &One : Results)
    co_await One;
}
template result<void> of_any(std::vector<int>);
