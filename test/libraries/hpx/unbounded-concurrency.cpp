// RUN: %check %s async-unbounded-concurrency %t -- -isystem %standins

#include <hpx/future.hpp>
#include <utility>
#include <vector>

hpx::future<int> load(int Id);
int add(int Sum, int Value);

hpx::future<int> all_at_once(const std::vector<int> &Ids) {
  std::vector<hpx::future<int>> Loads;
  for (int Id : Ids)
    Loads.push_back(load(Id));
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'push_back' starts a task for each element of 'Ids', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (int Id : Ids) {
    // CHECK-FIXES-NEXT: if (Loads.size() >= 10) Loads[Loads.size() - 10].wait();
    // CHECK-FIXES-NEXT: Loads.push_back(load(Id));
    // CHECK-FIXES-NEXT: }
  int Sum = 0;
  for (hpx::future<int> &Load : Loads)
    Sum = add(Sum, co_await Load);
  co_return Sum;
}

hpx::future<int> one_by_one(const std::vector<int> &Ids) {
  int Sum = 0;
  for (int Id : Ids)
    Sum = add(Sum, co_await load(Id));
  co_return Sum;
}

hpx::future<int> a_few() {
  std::vector<hpx::future<int>> Loads;
  for (int Id = 0; Id < 4; ++Id)
    Loads.push_back(load(Id));
  int Sum = 0;
  for (hpx::future<int> &Load : Loads)
    Sum = add(Sum, co_await Load);
  co_return Sum;
}

// A few at a time.
namespace hpx {
struct counting_semaphore {
  void acquire();
  void release();
};
struct sliding_semaphore {
  void wait(long Bound);
};
} // namespace hpx
hpx::future<int> gated(const std::vector<int> &Ids, hpx::counting_semaphore &Slots) {
  std::vector<hpx::future<int>> Loads;
  for (int Id : Ids) {
    Slots.acquire();
    Loads.push_back(load(Id));
  }
  co_return co_await Loads.front();
}
hpx::future<int> sliding(const std::vector<int> &Ids, hpx::sliding_semaphore &Window) {
  std::vector<hpx::future<int>> Loads;
  for (int Id : Ids) {
    Window.wait(Id);
    Loads.push_back(load(Id));
  }
  co_return co_await Loads.front();
}
