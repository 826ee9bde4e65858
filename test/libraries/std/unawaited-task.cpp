// RUN: %check %s async-unawaited-task %t -- -Wno-unused-result

#include <future>
#include <semaphore>
#include <stop_token>
#include <thread>
#include <tuple>
#include <vector>

void put(int);
int compute();

void dropped() {
  std::async(put, 1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped: the temporary future waits for the work in its destructor, so this runs synchronously [async-unawaited-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what the work throws is thrown here then
  std::async(std::launch::async, [] { compute(); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what the work throws is thrown here then
  for (int I = 0; I < 3; ++I)
    std::async(std::launch::async, put, I);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:5: note: what the work throws is thrown here then
  auto L = [] {
    std::async(compute);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: the result of 'async' is dropped
    // CHECK-NOTES: :[[@LINE-2]]:5: note: what the work throws is thrown here then
  };
  using std::async;
  async(compute), put(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:3: note: what the work throws is thrown here then
}

// A cast silences the compiler, and the future waits all the same.
void choices(bool Fast, std::future<int> Given) {
  Fast ? std::async(compute) : std::async(std::launch::async, compute);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: std::future cannot be awaited
  Fast ? std::move(Given) : std::async(compute);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: std::future cannot be awaited
  if (Fast)
    put(1), std::async(compute);
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: the result of 'async' is dropped
    // CHECK-NOTES: :[[@LINE-2]]:13: note: what the work throws is thrown here then
  (void)std::async(compute);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:9: note: what the work throws is thrown here then
  static_cast<void>(Fast ? std::async(compute) : std::async(compute));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: std::future cannot be awaited
  std::ignore = std::async(compute);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: the result of 'async' is dropped
  // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: std::future cannot be awaited
  // Kept, or waited for on purpose.
  auto Chosen = Fast ? std::async(compute) : std::async(compute);
  (Fast ? std::async(compute) : std::async(compute)).wait();
  Chosen = Fast ? std::async(compute) : std::move(Given);
  (void)Chosen;
}

struct Pool {
  std::future<int> submit();
  std::future<int> &last();
  std::future<void> Pending;
};

// A future that is held, or one of another origin, which does not wait.
std::future<int> held(Pool &P) {
  auto Running = std::async(std::launch::async, compute);
  [[maybe_unused]] auto AlsoRunning = std::async(compute);
  P.Pending = std::async(put, 1);
  std::vector<std::future<int>> Many;
  Many.push_back(std::async(compute));
  std::async(compute).get();
  std::async(compute).wait();
  P.submit();
  P.last();
  std::promise<int> Result;
  Result.get_future();
  std::packaged_task<int()> Task(compute);
  Task.get_future();
  Task();
  std::shared_future<int> Shared = std::async(compute).share();
  return std::async(compute);
}

// Threads and tokens are none of this check's business.
void threads() {
  std::jthread Worker([](std::stop_token Token) {});
  std::jthread([] {});
  std::thread([] {}).detach();
  Worker.get_stop_token();
  std::counting_semaphore<4> Slots(4);
  Slots.try_acquire();
  std::this_thread::yield();
  std::make_tuple(1, 2);
}

namespace mine {
std::future<int> async(int (*)());
}
void otherAsync() { mine::async(compute); }
