// Stand-in for folly's CPUThreadPoolExecutor.h: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <folly/Executor.h>

#include <cstddef>

namespace folly {
class ThreadPoolExecutor : public virtual Executor {
public:
  explicit ThreadPoolExecutor(std::size_t Threads) : Threads(Threads) {}
  std::size_t numThreads() const { return Threads; }
  void join() {
    while (detail::RunQueue::instance().runOne()) {
    }
  }

private:
  std::size_t Threads;
};

class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(std::size_t Threads)
      : ThreadPoolExecutor(Threads) {}
  void add(Func F) override { detail::RunQueue::instance().push(std::move(F)); }
};
} // namespace folly
