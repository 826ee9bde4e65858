// RUN: %check %s async-unbounded-concurrency %t

// A loop that would wait for its tasks while it holds what they may want.

#include <future>
#include <mutex>
#include <optional>
#include <vector>

std::mutex m;
int work(int);

void guarded(const std::vector<int> &Items) {
  std::vector<std::future<int>> Results;
  {
    std::lock_guard Held(m);
    for (int Item : Items)
      Results.push_back(std::async(std::launch::async, work, Item));
      // CHECK-NOTES: :[[@LINE-1]]:25: warning: 'async' starts a task for each element of 'Items', with no limit on how many run at the same time [async-unbounded-concurrency]
      // CHECK-NOTES: :[[@LINE-2]]:25: note: not fixed: 'Held' would hold its mutex while the loop waits for tasks
  }
}

void byHand(const std::vector<int> &Items) {
  std::vector<std::future<int>> Results;
  m.lock();
  for (int Item : Items)
    Results.push_back(std::async(std::launch::async, work, Item));
    // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Items', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:23: note: not fixed: 'm' would be locked while the loop waits for tasks
  m.unlock();
}

void given(const std::vector<int> &Items, std::unique_lock<std::mutex> &Lock) {
  std::vector<std::future<int>> Results;
  for (int Item : Items)
    Results.push_back(std::async(std::launch::async, work, Item));
    // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Items', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-NOTES: :[[@LINE-2]]:23: note: not fixed: the caller would hold the lock of 'Lock' while the loop waits for tasks
}

// What the tasks lock themselves is not held here.
void unlocked(const std::vector<int> &Items) {
  std::vector<std::future<int>> Results;
  {
    std::lock_guard Held(m);
    Results.reserve(Items.size());
  }
  for (int Item : Items)
    Results.push_back(std::async(std::launch::async, [Item] {
    // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Items', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
      std::lock_guard Held(m);
      return work(Item);
    }));
}

void eachRound(const std::vector<int> &Items) {
  std::vector<std::future<int>> Results;
  for (int Item : Items) {
    std::optional<std::unique_lock<std::mutex>> Held(m);
    const int Next = work(Item);
    Held.reset();
    Results.push_back(std::async(std::launch::async, work, Next));
    // CHECK-NOTES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Items', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
  }
}
