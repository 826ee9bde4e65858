// 500 jobs at once before, at most ten after, with the same results in the same
// order, and the same exception.
// RUN: %behaviour %s %t -- -pthread
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout sum 124750, more than 10 at once
// BEFORE: stdout 250 in order, then 250 is thrown
// AFTER: stdout sum 124750, at most 10 at once
// AFTER: stdout 250 in order, then 250 is thrown
#include <atomic>
#include <chrono>
#include <future>
#include <iostream>
#include <memory>
#include <thread>
#include <vector>

static std::atomic<int> Running, Peak;

static int work(int Value) {
  const int Now = ++Running;
  for (int Seen = Peak; Seen < Now && !Peak.compare_exchange_weak(Seen, Now);)
    ;
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  --Running;
  return Value;
}

static int sum(const std::vector<int> &Values) {
  std::vector<std::future<int>> Results;
  for (int Value : Values)
    Results.push_back(std::async(std::launch::async, work, Value));
  int Sum = 0;
  for (auto &Result : Results)
    Sum += Result.get();
  return Sum;
}

static std::unique_ptr<int> load(int Value) {
  if (Value >= 250)
    throw Value;
  return std::make_unique<int>(Value);
}

static void inOrder(const std::vector<int> &Values) {
  std::vector<std::future<std::unique_ptr<int>>> Results;
  for (int Value : Values)
    Results.push_back(std::async(std::launch::async, load, Value));
  int Next = 0;
  try {
    for (auto &Result : Results)
      Next += *Result.get() == Next;
  } catch (int Value) {
    std::cout << Next << " in order, then " << Value << " is thrown\n";
  }
}

int main() {
  std::vector<int> Values;
  for (int I = 0; I < 500; ++I)
    Values.push_back(I);
  // How many of 500 threads the machine gets started in five milliseconds is up
  // to the machine.
  std::cout << "sum " << sum(Values) << ", "
            << (Peak <= 10 ? "at most 10" : "more than 10") << " at once\n";
  inOrder(Values);
}
