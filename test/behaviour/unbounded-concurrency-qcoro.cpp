// Tasks of QCoro run from the beginning: 500 at once before, at most ten after,
// with the same sum.
// RUN: %behaviour %s %t -fix-notes -- %qcoro_flags %qcoro_libs
// REQUIRES: qcoro
// CHECKS: async-unbounded-concurrency
// TIMEOUT: 20
// BEFORE: stdout sum 124750, 500 at once
// AFTER: stdout sum 124750, 10 at once
#include <QCoreApplication>
#include <QCoroTask>
#include <QCoroTimer>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

static int Running, Peak;

static QCoro::Task<int> work(int Value) {
  Peak = std::max(Peak, ++Running);
  co_await QCoro::sleepFor(std::chrono::milliseconds(1 + Value % 3));
  --Running;
  co_return Value;
}

static QCoro::Task<int> sum(std::vector<int> Values) {
  std::vector<QCoro::Task<int>> Working;
  for (int Value : Values)
    Working.push_back(work(Value));
  int Sum = 0;
  for (auto &One : Working)
    Sum += co_await One;
  co_return Sum;
}

int main(int Count, char **Arguments) {
  QCoreApplication App(Count, Arguments);
  std::vector<int> Values;
  for (int I = 0; I < 500; ++I)
    Values.push_back(I);
  const int Sum = QCoro::waitFor(sum(Values));
  std::cout << "sum " << Sum << ", " << Peak << " at once\n";
}
