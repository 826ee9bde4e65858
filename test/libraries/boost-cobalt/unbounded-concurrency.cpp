// RUN: %check %s async-unbounded-concurrency %t -- %cobalt_flags -Wno-unused
// RUN: %check %s async-unbounded-concurrency %t -fix-notes -check-suffixes=,NOTES -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <utility>
#include <vector>

namespace cobalt = boost::cobalt;
using cobalt::promise;
using cobalt::task;

promise<void> save(int Id);
task<void> load(int Id);
promise<void> worker();

// --- Reported ----------------------------------------------------------------

task<void> grouped(std::vector<int> Ids) {
  cobalt::wait_group Group;
  for (int Id : Ids)
    Group.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: the loop can wait until fewer than 10 run; what one of them throws leaves the loop there, which 'wait()' at the end would drop
    // CHECK-FIXES-NOTES: for (int Id : Ids) {
    // CHECK-FIXES-NOTES: if (Group.size() >= 10) co_await Group.wait_one();
    // CHECK-FIXES-NOTES: Group.push_back(save(Id));
    // CHECK-FIXES-NOTES: }
  co_await Group.wait();
}
promise<void> grouped_in_block(std::vector<int> Ids) {
  cobalt::wait_group Group;
  for (std::size_t I = 0; I < Ids.size(); ++I) {
    const int Id = Ids[I];
    Group.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-FIXES-NOTES: if (Group.size() >= 10) co_await Group.wait_one();
    // CHECK-FIXES-NOTES: Group.push_back(save(Id));
  }
  co_await Group.wait();
}
// Others may change the vector while the loop waits.
task<void> reference(const std::vector<int> &Ids) {
  cobalt::wait_group Group;
  for (int Id : Ids)
    Group.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: the loop can wait until fewer than 10 run; what one of them throws leaves the loop there, which 'wait()' at the end would drop; others could change 'Ids' meanwhile
    // CHECK-FIXES-NOTES: if (Group.size() >= 10) co_await Group.wait_one();
  co_await Group.wait();
}
// They run since they were made.
task<void> joined(std::vector<int> Ids) {
  std::vector<promise<void>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'push_back' starts a task for each element of 'Ids'
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: keep them in a 'cobalt::wait_group'
  co_await cobalt::join(Saving);
}
task<void> gathered(std::vector<int> Ids) {
  std::vector<task<void>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id));
  co_await cobalt::gather(std::move(Loading));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'gather' runs a task for each element of 'Ids'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: keep them in a 'cobalt::wait_group'
}

// --- Silent ------------------------------------------------------------------

task<void> held_down(std::vector<int> Ids) {
  cobalt::wait_group Group;
  for (int Id : Ids) {
    if (Group.size() >= 50)
      co_await Group.wait_one();
    Group.push_back(save(Id));
  }
  co_await Group.wait();
}
task<void> few() {
  cobalt::wait_group Group;
  for (int I : {1, 2, 3})
    Group.push_back(save(I));
  co_await Group.wait();
}
task<void> workers(int Count) {
  cobalt::wait_group Group;
  for (int I = 0; I < Count; ++I)
    Group.push_back(worker());
  co_await Group.wait();
}
task<void> one_by_one(std::vector<int> Ids) {
  for (int Id : Ids)
    co_await save(Id);
}
task<void> in_rounds(std::vector<std::vector<int>> Chunks) {
  for (const auto &Chunk : Chunks) {
    std::vector<promise<void>> Saving;
    Saving.push_back(save(Chunk.front()));
    co_await cobalt::join(Saving);
  }
}

// A channel that is full, or empty, makes the loop wait.
task<void> channels(cobalt::wait_group &Group, cobalt::channel<int> &Slots, std::vector<int> Ids) {
  for (int Id : Ids) {
    co_await Slots.write(Id);
    Group.push_back(save(Id));
  }
  for (int Id : Ids) {
    co_await Slots.read();
    Group.push_back(save(Id));
  }
}
